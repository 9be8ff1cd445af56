-- Which release made queue time worse? Recordings are named RELEASE-NUMBER.jfr.
SELECT regexp_extract(w.recording, '^(.+)-[0-9]+[.]jfr$', 1) AS release,
  count(DISTINCT w.recording) AS recordings,
  count(*) AS waits,
  sum(w.queue_ns) AS total_ns,
  avg(w.queue_ns) AS mean_ns,
  max(w.queue_ns) AS longest_ns
FROM wake w
GROUP BY regexp_extract(w.recording, '^(.+)-[0-9]+[.]jfr$', 1)
ORDER BY mean_ns DESC
