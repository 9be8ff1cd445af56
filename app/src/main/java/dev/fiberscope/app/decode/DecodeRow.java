package dev.fiberscope.app.decode;

import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Session;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * A decode in a list of them.
 *
 * @param fiber the name of the thread it ran on
 * @param nanos how long it took, so far if it is open
 * @param waits how often it was suspended
 * @param bytes of its input that it read
 * @param outcome how it ended, with the error if it failed
 */
record DecodeRow(
    int row,
    long start,
    String fiber,
    String type,
    long nanos,
    long waits,
    long bytes,
    String outcome) {
  private static final int MOST = 500;

  /** Those that went wrong and then those that took longest, at most a few hundred. */
  static List<DecodeRow> worst(Session session) {
    DecodeTable decodes = session.decodes();
    Comparator<Integer> mildestFirst =
        Comparator.<Integer, Boolean>comparing(row -> isWrong(decodes, row))
            .thenComparing(row -> decodes.end(row) - decodes.start(row))
            .thenComparing(Comparator.<Integer>naturalOrder().reversed());
    PriorityQueue<Integer> worst = new PriorityQueue<>(mildestFirst);
    for (int row = 0; row < decodes.count(); row++) {
      worst.add(row);
      if (worst.size() > MOST) {
        worst.poll();
      }
    }
    ArrayDeque<Integer> ordered = new ArrayDeque<>();
    while (!worst.isEmpty()) {
      ordered.addFirst(worst.poll());
    }
    int[] waits = new int[decodes.count()];
    IntStream.range(0, session.suspensions().count())
        .map(each -> session.suspensions().get(each).decode())
        .filter(row -> row >= 0)
        .forEach(row -> waits[row]++);
    return ordered.stream().map(row -> of(session, row, waits[row])).toList();
  }

  private static boolean isWrong(DecodeTable decodes, int row) {
    return decodes.outcome(row) == Outcome.FAILED || decodes.hasSwallowed(row);
  }

  private static DecodeRow of(Session session, int row, long waits) {
    Decode decode = session.decodes().get(row);
    String fiber = decode.thread() < 0 ? "" : session.threads().name(decode.thread());
    return new DecodeRow(
        row,
        decode.start(),
        fiber,
        decode.format().type(),
        decode.end() - decode.start(),
        waits,
        decode.consumed(),
        outcome(decode));
  }

  private static String outcome(Decode decode) {
    return switch (decode.outcome()) {
      case DECODED ->
          decode.swallowed().isEmpty()
              ? "decoded"
              : "an error was swallowed: " + decode.swallowed();
      case FAILED -> "failed: " + decode.error();
      case CANCELLED -> "cancelled";
      case OPEN -> "not over";
    };
  }
}
