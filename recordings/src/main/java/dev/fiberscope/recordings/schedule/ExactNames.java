package dev.fiberscope.recordings.schedule;

import com.carrotsearch.hppc.IntObjectHashMap;
import dev.fiberscope.recordings.store.Why;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the numbers of the agent's events mean, as it says itself: JDKs differ. */
final class ExactNames {
  private static final Map<String, Why> WHY = new HashMap<>();

  static {
    WHY.put("YIELDING", Why.YIELD);
    WHY.put("YIELDED", Why.YIELD);
    WHY.put("PARKING", Why.PARK);
    WHY.put("PARKED", Why.PARK);
    WHY.put("TIMED_PARKING", Why.TIMED_PARK);
    WHY.put("TIMED_PARKED", Why.TIMED_PARK);
    WHY.put("BLOCKING", Why.MONITOR);
    WHY.put("BLOCKED", Why.MONITOR);
    WHY.put("WAITING", Why.WAIT);
    WHY.put("WAIT", Why.WAIT);
    WHY.put("TIMED_WAITING", Why.WAIT);
    WHY.put("TIMED_WAIT", Why.WAIT);
  }

  private final IntObjectHashMap<String> states = new IntObjectHashMap<>();
  private List<String> causes = List.of();

  /**
   * Takes what an event says.
   *
   * @param stateNames such as {@code 1=STARTED,2=RUNNING}
   * @param methods names by number, with commas between
   */
  void told(String stateNames, String methods) {
    states.clear();
    for (String each : stateNames.split(",")) {
      int equals = each.indexOf('=');
      if (equals > 0 && each.substring(0, equals).matches("\\d{1,9}")) {
        states.put(Integer.parseInt(each.substring(0, equals)), each.substring(equals + 1));
      }
    }
    causes = List.of(methods.split(","));
  }

  /** True once the agent has said that it is there. */
  boolean areTold() {
    return !causes.isEmpty();
  }

  /** True if who waits for a monitor leaves its carrier: JDK 24 and later. */
  boolean monitorsLeave() {
    return states.values().contains("BLOCKED");
  }

  /** What a fiber that left in a state waits for. */
  Why why(int state) {
    return WHY.getOrDefault(states.getOrDefault(state, ""), Why.UNKNOWN);
  }

  /** True if a fiber that left in a state has ended. */
  boolean isEnd(int state) {
    return "RUNNING".equals(states.get(state));
  }

  private boolean is(int cause, String method) {
    return cause >= 0 && cause < causes.size() && causes.get(cause).equals(method);
  }

  /** True if that put in line who had never run. */
  boolean isStart(int cause) {
    return is(cause, "start");
  }

  /** True if a carrier put in line who had just left it. */
  boolean isAfterYield(int cause) {
    return is(cause, "afterYield");
  }
}
