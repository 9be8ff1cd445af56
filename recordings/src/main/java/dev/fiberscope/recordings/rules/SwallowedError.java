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
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decoders that catch an error and read on. */
final class SwallowedError implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "swallowed-error",
          Group.INPUT,
          Severity.MEDIUM,
          "A decoder read on behind an error",
          "Let the error end the decode: behind it nobody knows where the next field begins. Where a field may be missing, the types must say so (Option, a version number).");

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
    Map<String, Worst> byType = new TreeMap<>();
    for (int row = 0; row < decodes.count(); row++) {
      if (decodes.hasSwallowed(row)) {
        Decode decode = decodes.get(row);
        byType
            .computeIfAbsent(decode.format().type(), _ -> new Worst())
            .add(decode.consumed(), () -> occurrence(seen, decode));
      }
    }
    List<Finding> findings = new ArrayList<>();
    byType.forEach(
        (type, worst) -> {
          List<Occurrence> list = worst.list();
          findings.add(
              new Finding(
                  TEXT,
                  TEXT.severity(),
                  type,
                  Numbers.count(worst.count(), "decode")
                      + " of "
                      + type
                      + " read on behind an error: "
                      + list.getFirst().sentence().replaceFirst("^.*?: ", "")
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
        decode.consumed(),
        decode.outcome().name().toLowerCase(Locale.ROOT),
        "decode "
            + decode.id()
            + " on "
            + seen.name(decode.thread())
            + " ("
            + decode.outcome().name().toLowerCase(Locale.ROOT)
            + "): "
            + decode.swallowed());
  }
}
