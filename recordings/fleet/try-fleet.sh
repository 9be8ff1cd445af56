#!/usr/bin/env bash
# Records twenty runs of two "releases" on five "hosts", writes them into one folder of Parquet, and
# lets Spark and DuckDB answer the same questions: try-fleet.sh FIBERSCOPE FOLDER JAVA. The second
# release decodes on half as many carriers.
set -euo pipefail
fiberscope=$1 folder=$2 java=$3
case $("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p') in
  17 | 21) ;;
  *) echo "The fleet is not tried: Spark runs on Java 17 and 21, and Maven runs on another."; exit 0 ;;
esac
fleet=$folder/fleet
rm -rf "$fleet"
mkdir -p "$folder/recordings"
for i in $(seq 20); do
  if [ "$i" -le 10 ]; then release=1.0 carriers=4; else release=1.1 carriers=2; fi
  recording=$folder/recordings/$release-$i.jfr
  "$fiberscope" run --orders 400 --fibers 80 --carriers $carriers --seed "$i" -o "$recording" >/dev/null
  "$fiberscope" export "$recording" --format parquet --host "host-$((i % 5))" -o "$fleet"
done
opens="java.base/java.lang java.base/java.lang.invoke java.base/java.lang.reflect java.base/java.io java.base/java.net
  java.base/java.nio java.base/java.util java.base/java.util.concurrent java.base/java.util.concurrent.atomic
  java.base/sun.nio.ch java.base/sun.nio.cs java.base/sun.security.action java.base/sun.util.calendar"
"$java" $(printf -- '--add-opens=%s=ALL-UNNAMED ' $opens) -cp "$folder/classes:$(cat "$folder/class-path")" \
  dev.fiberscope.fleet.FleetCheck "$fleet" 2>"$folder/spark.log" || { tail -20 "$folder/spark.log"; exit 1; }
