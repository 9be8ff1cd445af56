package dev.fiberscope.recordings.threads;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code jcmd PID Thread.print} tells and the JSON thread dump does not: which class a thread
 * waits for to be initialised. Found in JDK 25; older ones do not tell either.
 */
public final class ThreadPrint {
  private static final Pattern PLATFORM = Pattern.compile("^\".*\" #(\\d+) .*");
  private static final Pattern MOUNTED = Pattern.compile("^\\s+Mounted virtual thread #(\\d+).*");
  private static final Pattern CLASS =
      Pattern.compile("^\\s+- waiting on the Class initialization monitor for (\\S+).*");

  private ThreadPrint() {}

  /** By the number of the thread, the class. */
  public static Map<Long, String> awaitedClasses(String printed) {
    Map<Long, String> classes = new HashMap<>();
    long thread = -1;
    for (String line : (Iterable<String>) printed.lines()::iterator) {
      Matcher platform = PLATFORM.matcher(line);
      Matcher mounted = MOUNTED.matcher(line);
      Matcher awaited = CLASS.matcher(line);
      if (platform.matches()) {
        thread = Long.parseLong(platform.group(1));
      } else if (mounted.matches()) {
        thread = Long.parseLong(mounted.group(1));
      } else if (awaited.matches()) {
        classes.put(thread, awaited.group(1));
      }
    }
    return classes;
  }
}
