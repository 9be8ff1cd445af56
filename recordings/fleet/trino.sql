-- Tables of a folder that fiberscope export --format parquet wrote, for Trino's Hive connector.
-- Tried with Trino 476, a file metastore and a local folder (fs.native-local.enabled).
-- Put the folder's address for s3://bucket/fleet, and add tables as fiberscope query --schema lists them.

CREATE SCHEMA IF NOT EXISTS hive.fleet;

CREATE TABLE IF NOT EXISTS hive.fleet.recording (
  jvm varchar, "begin" timestamp(3), duration_ns bigint, events bigint, witness varchar,
  parallelism bigint, pid bigint,
  day date, host varchar, recording varchar)
WITH (external_location = 's3://bucket/fleet/recording', format = 'PARQUET',
  partitioned_by = ARRAY['day', 'host', 'recording']);

CREATE TABLE IF NOT EXISTS hive.fleet.thread (
  thread bigint, id bigint, name varchar, pattern varchar, kind varchar, start_ns bigint,
  end_ns bigint, parent bigint, parent_name varchar, task varchar,
  day date, host varchar, recording varchar)
WITH (external_location = 's3://bucket/fleet/thread', format = 'PARQUET',
  partitioned_by = ARRAY['day', 'host', 'recording']);

CREATE TABLE IF NOT EXISTS hive.fleet.pin (
  thread bigint, thread_name varchar, carrier bigint, carrier_name varchar, start_ns bigint,
  duration_ns bigint, operation varchar, reason varchar, stack_trace bigint, site varchar,
  day date, host varchar, recording varchar)
WITH (external_location = 's3://bucket/fleet/pin', format = 'PARQUET',
  partitioned_by = ARRAY['day', 'host', 'recording']);

CREATE TABLE IF NOT EXISTS hive.fleet.wake (
  thread bigint, thread_name varchar, waker bigint, waker_name varchar, start_ns bigint,
  mounted_ns bigint, queue_ns bigint, reason varchar, evidence varchar,
  day date, host varchar, recording varchar)
WITH (external_location = 's3://bucket/fleet/wake', format = 'PARQUET',
  partitioned_by = ARRAY['day', 'host', 'recording']);

-- After each export:
CALL hive.system.sync_partition_metadata('fleet', 'recording', 'FULL');
CALL hive.system.sync_partition_metadata('fleet', 'thread', 'FULL');
CALL hive.system.sync_partition_metadata('fleet', 'pin', 'FULL');
CALL hive.system.sync_partition_metadata('fleet', 'wake', 'FULL');

CREATE OR REPLACE VIEW hive.fleet.longest_pins AS
SELECT coalesce(t.task, t.pattern) AS start_site, count(*) AS pins, count(DISTINCT p.host) AS hosts,
  sum(p.duration_ns) AS total_ns, max(p.duration_ns) AS longest_ns
FROM hive.fleet.pin p
JOIN hive.fleet.thread t
  ON t.day = p.day AND t.host = p.host AND t.recording = p.recording AND t.thread = p.thread
WHERE p.day >= (SELECT max(day) FROM hive.fleet.recording) - INTERVAL '7' DAY
GROUP BY coalesce(t.task, t.pattern);

CREATE OR REPLACE VIEW hive.fleet.queue_by_release AS
SELECT coalesce(regexp_extract(recording, '^(.+)-[0-9]+[.]jfr$', 1), '') AS release,
  count(DISTINCT recording) AS recordings, count(*) AS waits, sum(queue_ns) AS total_ns,
  avg(queue_ns) AS mean_ns, max(queue_ns) AS longest_ns
FROM hive.fleet.wake
GROUP BY coalesce(regexp_extract(recording, '^(.+)-[0-9]+[.]jfr$', 1), '');
