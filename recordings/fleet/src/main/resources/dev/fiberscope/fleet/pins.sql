-- Which start site pins longest, over all hosts, in the last week?
SELECT coalesce(t.task, t.pattern) AS start_site,
  count(*) AS pins,
  count(DISTINCT p.host) AS hosts,
  sum(p.duration_ns) AS total_ns,
  max(p.duration_ns) AS longest_ns
FROM pin p
JOIN thread t
  ON t.day = p.day AND t.host = p.host AND t.recording = p.recording AND t.thread = p.thread
WHERE p.day >= (SELECT max(day) FROM recording) - INTERVAL 7 DAY
GROUP BY coalesce(t.task, t.pattern)
ORDER BY total_ns DESC, start_site
