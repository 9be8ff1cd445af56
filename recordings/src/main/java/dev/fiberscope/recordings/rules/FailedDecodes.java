package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Decodes that failed in one way. */
final class FailedDecodes {
  private static final String GUARD = "the decode stack's guard stopped frame";

  /** A path of a recursive type names the same fields again and again. */
  private static final int TIMES_REPEATED = 4;

  private static final DecodesByType FAILED =
      new DecodesByType(
          " failed: ",
          decode -> decode.end() - decode.start(),
          decode -> Numbers.bytes(decode.consumed()) + " read",
          _ -> " failed: ",
          decode -> shortened(decode.error()));

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
    return FAILED.findings(
        rule, seen, row -> decodes.outcome(row) == Outcome.FAILED && wanted.test(decodes.get(row)));
  }

  private static final int MOST_LETTERS = 200;

  /** Paths of deep types are long. */
  private static String shortened(String error) {
    return error.length() <= MOST_LETTERS ? error : error.substring(0, MOST_LETTERS) + "\u2026";
  }
}
