package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Group;
import dev.fiberscope.recordings.analysis.Limit;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decodes that were suspended often for few bytes each. */
final class TinyChunks implements Rule {
  private static final Limit TIMES =
      Limit.count("tiny-chunks.suspensions", 64, "suspensions of one decode");
  private static final Limit BYTES = Limit.bytes("tiny-chunks.bytes", 64, "bytes for each of them");
  private static final RuleText TEXT =
      new RuleText(
          "tiny-chunks",
          Group.INPUT,
          Severity.MEDIUM,
          "A message came in many small chunks",
          "Let the sender buffer (Nagle, BufferedOutputStream, a flush for each message and not for each field), or the input collect more before it wakes its reader.");

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public List<Limit> limits() {
    return List.of(TIMES, BYTES);
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    return InputFacts.lacksSuspensions(seen);
  }

  @Override
  public List<Finding> check(Observed seen) {
    SuspensionTable suspensions = seen.session().suspensions();
    int[] times = new int[seen.session().decodes().count()];
    for (int row = 0; row < suspensions.count(); row++) {
      times[suspensions.decode(row)] += suspensions.isTurn(row) ? 0 : 1;
    }
    Map<String, Worst> byType = new TreeMap<>();
    Map<String, long[]> sums = new TreeMap<>();
    for (int decode = 0; decode < times.length; decode++) {
      if (times[decode] < seen.limit(TIMES)) {
        continue;
      }
      Decode each = seen.session().decodes().get(decode);
      int count = times[decode];
      long bytes = Math.max(each.consumed(), InputFacts.arrived(seen, each));
      if (bytes < seen.limit(BYTES) * count) {
        sums.computeIfAbsent(each.format().type(), _ -> new long[2])[0] += count;
        sums.get(each.format().type())[1] += bytes;
        byType
            .computeIfAbsent(each.format().type(), _ -> new Worst())
            .add(count, () -> occurrence(seen, each, count, bytes));
      }
    }
    List<Finding> findings = new ArrayList<>();
    byType.forEach((type, worst) -> findings.add(finding(seen, type, worst, sums.get(type))));
    return findings;
  }

  private static Occurrence occurrence(Observed seen, Decode each, int count, long bytes) {
    return new Occurrence(
        each.start(),
        each.end(),
        each.thread(),
        Occurrence.NONE,
        each.row(),
        count,
        Numbers.count(count, "suspension"),
        seen.name(each.thread())
            + " was suspended "
            + Numbers.count(count)
            + " times for "
            + Numbers.bytes(bytes));
  }

  private static Finding finding(Observed seen, String type, Worst worst, long[] sums) {
    return new Finding(
        TEXT,
        TEXT.severity(),
        type,
        Numbers.count(worst.count(), "decode")
            + " of "
            + type
            + (worst.count() == 1 ? " was" : " were")
            + " suspended "
            + Numbers.count(sums[0])
            + " times for "
            + Numbers.bytes(sums[1])
            + ", "
            + Numbers.bytes(sums[1] / Math.max(1, sums[0]))
            + " each time.",
        "Told from "
            + seen.limitText(TIMES)
            + " suspensions of a decode on, for less than "
            + seen.limitText(BYTES)
            + " each.",
        Evidence.RECORDED,
        worst.count(),
        worst.list(),
        StackTraceTable.NONE);
  }
}
