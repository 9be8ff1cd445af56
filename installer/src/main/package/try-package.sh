#!/usr/bin/env bash
# Installs the package, opens a recording in it under Xvfb, takes a screenshot, and removes it:
# try-package.sh TYPE FOLDER RECORDING PNG. Needs root, Xvfb and ImageMagick's import; without them it says
# so and does nothing.
set -euo pipefail
type=$1 folder_of_package=$2 recording=$3 picture=$4
if [ "$type" != deb ]; then
  echo "A package of type $type is not tried."
  exit 0
fi
package=$(ls "$folder_of_package"/fiberscope_*.deb)
for tool in apt-get dpkg Xvfb import xdotool; do
  command -v $tool >/dev/null || { echo "The package is not tried: there is no $tool."; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "The package is not tried: that needs root."; exit 0; }
if dpkg -s fiberscope >/dev/null 2>&1; then
  echo "The package is not tried: fiberscope is installed already."
  exit 0
fi

folder=$(mktemp -d)
cleanup() {
  kill $(jobs -p) 2>/dev/null || true
  dpkg --purge fiberscope >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap cleanup EXIT

# What it depends on comes with it.
apt-get install -y -qq "$package" >"$folder/dpkg.log" 2>&1 || { cat "$folder/dpkg.log"; exit 1; }
fiberscope --version
fiberscope query "$recording" "SELECT count(*) AS spans FROM span"
export HOME=$folder XDG_CONFIG_HOME=$folder XDG_CACHE_HOME=$folder
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1280x720x24 3>"$folder/display" >/dev/null 2>&1 &
export DISPLAY=:$(head -1 "$folder/display")
begin=$(date +%s%N)
fiberscope "$recording" >"$folder/fiberscope.log" 2>&1 &
for _ in $(seq 400); do
  xdotool search --onlyvisible --name Fiberscope >/dev/null 2>&1 && break
  sleep 0.05
done
echo "window after $((($(date +%s%N) - begin) / 1000000)) ms"
# The title of the window names what is open once it shows it.
for _ in $(seq 400); do
  xdotool search --onlyvisible --name "$(basename "$recording")" >/dev/null 2>&1 && break
  sleep 0.05
done
echo "recording after $((($(date +%s%N) - begin) / 1000000)) ms"
sleep 2
import -window root "$picture"
kill %2 2>/dev/null || true
dpkg -r fiberscope >/dev/null
for left in /opt/fiberscope /usr/bin/fiberscope /usr/share/applications/fiberscope.desktop; do
  [ ! -e $left ] || { echo "$left is left behind."; exit 1; }
done
echo "removed, nothing is left"
