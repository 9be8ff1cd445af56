package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Messages that begin later than the one before them ended. */
final class OverRead implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "over-read",
          Group.INPUT,
          Severity.HIGH,
          "Bytes behind a message were read and lost",
          "Leave what was read beyond the message with the input (Input.consume only what was read), so that the next message begins there.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return Optional.empty();
  }

  @Override
  public List<Finding> check(Observed seen) {
    DecodeTable decodes = seen.session().decodes();
    Map<Long, List<Decode>> byInput = new TreeMap<>();
    for (int row = 0; row < decodes.count(); row++) {
      Decode decode = decodes.get(row);
      // Input 0 is one that is not told.
      if (JvmId.bare(decode.input()) != 0 && decode.input() != DecodeTable.NO_INPUT) {
        byInput.computeIfAbsent(decode.input(), _ -> new ArrayList<>()).add(decode);
      }
    }
    Worst worst = new Worst();
    for (List<Decode> ofInput : byInput.values()) {
      ofInput.sort(Comparator.comparingLong(Decode::start).thenComparingLong(Decode::inputOffset));
      for (int i = 1; i < ofInput.size(); i++) {
        Decode before = ofInput.get(i - 1);
        Decode next = ofInput.get(i);
        long lost = next.inputOffset() - before.inputOffset() - before.consumed();
        // Behind a failure one may skip to where the next message begins.
        if (before.outcome() == Outcome.DECODED && lost > 0) {
          worst.add(lost, () -> occurrence(seen, before, next, lost));
        }
      }
    }
    if (worst.count() == 0) {
      return List.of();
    }
    return List.of(
        new Finding(
            TEXT,
            TEXT.severity(),
            "",
            Numbers.count(worst.count())
                + (worst.count() == 1 ? " message begins" : " messages begin")
                + " up to "
                + Numbers.bytes(worst.most())
                + " behind the end of the one before: "
                + Numbers.bytes(worst.sum())
                + " were taken from inputs and not decoded.",
            "Told whenever it happens.",
            Evidence.RECORDED,
            worst.count(),
            worst.list(),
            StackTraceTable.NONE));
  }

  private static Occurrence occurrence(Observed seen, Decode before, Decode next, long lost) {
    return new Occurrence(
        next.start(),
        next.end(),
        next.thread(),
        Occurrence.NONE,
        next.row(),
        lost,
        Numbers.bytes(lost),
        "decode "
            + next.id()
            + " on "
            + seen.name(next.thread())
            + " begins at byte "
            + next.inputOffset()
            + " of its input, the one before ended at "
            + (before.inputOffset() + before.consumed()));
  }
}
