package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Worst;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;

/**
 * Decodes to which the same happened, a finding for each type.
 *
 * @param did what happened, behind a number of decodes of a type
 * @param detail what is told of a decode in the summary, and behind its name in its own sentence
 * @param joint between a decode's name and the detail
 */
record DecodesByType(
    String did,
    ToLongFunction<Decode> weight,
    Function<Decode, String> value,
    Function<Decode, String> joint,
    Function<Decode, String> detail) {

  /**
   * @param wanted of a row in the table of decodes
   */
  List<Finding> findings(RuleText rule, Observed seen, IntPredicate wanted) {
    DecodeTable decodes = seen.session().decodes();
    Map<String, Worst> byType = new TreeMap<>();
    for (int row = 0; row < decodes.count(); row++) {
      if (wanted.test(row)) {
        Decode decode = decodes.get(row);
        byType
            .computeIfAbsent(decode.format().type(), _ -> new Worst())
            .add(weight.applyAsLong(decode), () -> occurrence(seen, decode));
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
                      + did
                      + detail.apply(decodes.get(list.getFirst().decode()))
                      + ".",
                  "Told whenever it happens.",
                  Evidence.RECORDED,
                  worst.count(),
                  list,
                  StackTraceTable.NONE));
        });
    return findings;
  }

  private Occurrence occurrence(Observed seen, Decode decode) {
    return new Occurrence(
        decode.start(),
        decode.end(),
        decode.thread(),
        Occurrence.NONE,
        decode.row(),
        weight.applyAsLong(decode),
        value.apply(decode),
        "decode "
            + decode.id()
            + " on "
            + seen.name(decode.thread())
            + joint.apply(decode)
            + detail.apply(decode));
  }
}
