package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decodes that failed in one way, put together by their types. */
final class FailedDecodes {
  private static final String GUARD = "the decode stack's guard stopped frame";

  /** A path of a recursive type names the same fields again and again. */
  private static final int TIMES_REPEATED = 4;

  private FailedDecodes() {}

  static boolean isGuard(Decode decode) {
    return decode.error().startsWith(GUARD);
  }

  /** True if the path to the error repeats itself, as it does in a type that contains itself. */
  static boolean isNested(Decode decode) {
    int in = decode.error().lastIndexOf(" in ");
    if (in < 0) {
      return false;
    }
    String[] steps = decode.error().substring(in + 4).replaceAll("\\[\\d+]", ".[]").split("\\.");
    return steps.length >= TIMES_REPEATED * Stream.of(steps).distinct().count();
  }

  static List<Finding> findings(RuleText rule, Observed seen, Predicate<Decode> wanted) {
    DecodeTable decodes = seen.session().decodes();
    Map<String, Worst> byType = new TreeMap<>();
    for (int row = 0; row < decodes.count(); row++) {
      if (decodes.outcome(row) != Outcome.FAILED) {
        continue;
      }
      Decode decode = decodes.get(row);
      if (wanted.test(decode)) {
        byType
            .computeIfAbsent(decode.format().type(), _ -> new Worst())
            .add(decode.end() - decode.start(), () -> occurrence(seen, decode));
      }
    }
    List<Finding> findings = new ArrayList<>();
    byType.forEach(
        (type, worst) -> {
          List<Occurrence> list = worst.list();
          findings.add(
              new Finding(
                  rule,
                  rule.severity(),
                  type,
                  Numbers.count(worst.count(), "decode")
                      + " of "
                      + type
                      + " failed: "
                      + list.getFirst().sentence().replaceFirst("^.*? failed: ", "")
                      + ".",
                  "Told whenever it happens.",
                  Evidence.RECORDED,
                  worst.count(),
                  list,
                  StackTraceTable.NONE));
        });
    return findings;
  }

  private static Occurrence occurrence(Observed seen, Decode decode) {
    return new Occurrence(
        decode.start(),
        decode.end(),
        decode.thread(),
        Occurrence.NONE,
        decode.row(),
        decode.end() - decode.start(),
        Numbers.bytes(decode.consumed()) + " read",
        "decode "
            + decode.id()
            + " on "
            + seen.name(decode.thread())
            + " failed: "
            + shortened(decode.error()));
  }

  private static final int MOST_LETTERS = 200;

  /** Paths of deep types are long. */
  private static String shortened(String error) {
    return error.length() <= MOST_LETTERS ? error : error.substring(0, MOST_LETTERS) + "\u2026";
  }
}
