package dev.fiberscope.app.decode;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * A decode that is suspended at the end of what is recorded.
 *
 * @param suspension its row, {@code decode} likewise
 * @param field what it was reading, {@code items[2].price}
 * @param waits what it waits for, in words
 */
record WaitingDecode(int decode, int suspension, String fiber, String field, String waits) {
  private static final int MOST = 1_000;

  /** All of a session, by the names of their fibers. */
  static List<WaitingDecode> of(OpenSession open) {
    List<WaitingDecode> waiting = new ArrayList<>();
    for (int row = open.session().decodes().count() - 1; row >= 0 && waiting.size() < MOST; row--) {
      int[] suspensions = open.index().suspensions(row);
      Decode decode = open.session().decodes().get(row);
      if (decode.outcome() != Outcome.OPEN || suspensions.length == 0 || decode.thread() < 0) {
        continue;
      }
      Suspension last = open.session().suspensions().get(suspensions[suspensions.length - 1]);
      if (last.resumed() == SuspensionTable.STILL_SUSPENDED) {
        waiting.add(of(open, decode, last));
      }
    }
    waiting.sort((a, b) -> a.fiber().compareTo(b.fiber()));
    return waiting;
  }

  private static WaitingDecode of(OpenSession open, Decode decode, Suspension last) {
    return new WaitingDecode(
        decode.row(),
        last.row(),
        open.session().threads().name(decode.thread()),
        field(last.frames()),
        last.isTurn()
            ? "waits for its turn at offset " + last.offset()
            : "waits at offset "
                + last.offset()
                + " for "
                + Numbers.count(last.wanted(), "more byte"));
  }

  /** The fields of a decoder stack, without the type of the root. */
  private static String field(String frames) {
    StringBuilder path = new StringBuilder();
    for (String line : frames.lines().toList()) {
      String[] parts = line.split("\t", 3);
      if (parts.length == 3 && !parts[1].isEmpty()) {
        path.append(path.isEmpty() || parts[1].startsWith("[") ? "" : ".").append(parts[1]);
      }
    }
    return path.isEmpty() ? "its beginning" : path.toString();
  }
}
