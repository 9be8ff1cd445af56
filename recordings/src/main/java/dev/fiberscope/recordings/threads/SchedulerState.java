package dev.fiberscope.recordings.threads;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the JDK's scheduler of virtual threads says of itself.
 *
 * @param parallelism carriers that it wants to keep busy
 * @param carriers carriers that it has
 * @param mounted carriers that have a fiber
 * @param queued fibers that wait for a carrier
 * @param taken fibers that carriers have taken from each other so far; -1 if not told. As long as
 *     it stays the same no carrier has come to an idle moment
 */
public record SchedulerState(int parallelism, int carriers, int mounted, long queued, long taken) {
  private static final Pattern NUMBER = Pattern.compile("(\\w+) = (\\d+)");

  /** Of what {@code jcmd PID Thread.vthread_scheduler} prints; empty if that is something else. */
  public static Optional<SchedulerState> parse(String printed) {
    int[] parallelism = {-1};
    long[] others = new long[5];
    Matcher numbers = NUMBER.matcher(printed);
    while (numbers.find()) {
      long value = Long.parseLong(numbers.group(2));
      switch (numbers.group(1)) {
        case "parallelism" -> parallelism[0] = (int) value;
        case "size" -> others[0] = value;
        case "active" -> others[1] = value;
        case "tasks" -> others[2] = value;
        case "submissions" -> others[3] = value;
        case "steals" -> others[4] = value;
        default -> {
          // Not needed.
        }
      }
    }
    return parallelism[0] < 0
        ? Optional.empty()
        : Optional.of(
            new SchedulerState(
                parallelism[0],
                (int) others[0],
                (int) others[1],
                others[2] + others[3],
                others[4]));
  }

  /** True if every carrier has a fiber and others wait. */
  public boolean isFull() {
    return mounted >= parallelism && queued > 0;
  }
}
