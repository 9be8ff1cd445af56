package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.store.JvmFacts;
import java.util.ArrayList;
import java.util.List;

/** What else differs between two recordings, and may be why measures do. */
final class Differences {
  private static final double SHORT_SECONDS = 1;

  private Differences() {}

  /** True if both tell of the same things. */
  static boolean isComparable(Side before, Side after) {
    return before.session().facts().witness() == after.session().facts().witness();
  }

  private static boolean hasStackTraces(Side side) {
    return side.session().waitSites().count() > 0;
  }

  /** In sentences; empty if they were made the same way. */
  static List<String> of(Side before, Side after) {
    List<String> sentences = new ArrayList<>();
    JvmFacts one = before.session().facts();
    JvmFacts other = after.session().facts();
    if (hasStackTraces(before) != hasStackTraces(after)) {
      sentences.add(
          "Only one of them has stack traces of waits: where fibers waited cannot be compared.");
    }
    if (!isComparable(before, after)) {
      sentences.add(
          "They were recorded with other settings (scheduling is "
              + one.witness().text()
              + " before, "
              + other.witness().text()
              + " after): times of states and queues cannot be compared.");
    }
    if (one.parallelism() != other.parallelism()
        && one.parallelism() > 0
        && other.parallelism() > 0) {
      sentences.add(
          "The scheduler had "
              + one.parallelism()
              + " carriers before and "
              + other.parallelism()
              + " after.");
    }
    if (!before.session().jvm().equals(after.session().jvm())) {
      sentences.add(
          "The JVMs are not the same: "
              + before.session().jvm()
              + " before, "
              + after.session().jvm()
              + " after.");
    }
    if (Math.min(before.seconds(), after.seconds()) < SHORT_SECONDS) {
      sentences.add("Less than a second of one is compared: its parts say little.");
    }
    return sentences;
  }
}
