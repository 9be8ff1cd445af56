package dev.fiberscope.app.message;

import dev.fiberscope.app.message.RecordedMessages.HandDecoders;
import dev.fiberscope.app.message.SteppedMessage.Recorded;
import dev.fiberscope.engine.replay.Divergence;
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
import dev.fiberscope.recordings.store.DecodeTable.Format;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** Decodes that did something else than their bytes and types say. */
public final class ReplayDivergence implements Rule {
  private static final RuleText TEXT =
      new RuleText(
          "replay-divergence",
          Group.THREAD_LOCALS,
          Severity.HIGH,
          "A decode did something else than its replay",
          "The decoder depends on more than its bytes, types and configuration: look for"
              + " thread-locals, static state, time or randomness at the first step that differs.");

  private final HandDecoders handDecoders;

  /**
   * @param handDecoders finds decoders that are written by hand, by the names of their classes
   */
  public ReplayDivergence(HandDecoders handDecoders) {
    this.handDecoders = handDecoders;
  }

  @Override
  public RuleText text() {
    return TEXT;
  }

  @Override
  public Optional<String> lacks(Observed seen) {
    DecodeTable decodes = seen.session().decodes();
    if (decodes.count() == 0) {
      return Optional.empty();
    }
    if (seen.session().arrivals().count() == 0) {
      return Optional.of("The bytes of messages were not recorded; " + seen.standard() + ".");
    }
    Set<Format> byHand = new HashSet<>();
    for (int row = 0; row < decodes.count(); row++) {
      Format format = decodes.format(row);
      if (format.schema().isEmpty() && !format.equals(Format.UNKNOWN)) {
        byHand.add(format);
      }
    }
    return byHand.stream()
        .map(Format::type)
        .filter(type -> handDecoders.find(type).isEmpty())
        .findFirst()
        .map(
            type ->
                "Decoders that are written by hand are replayed with their classes only, such as "
                    + type
                    + "; give --class-path.");
  }

  @Override
  public List<Finding> check(Observed seen) {
    RecordedMessages messages = new RecordedMessages(handDecoders);
    DecodeTable decodes = seen.session().decodes();
    Map<String, Worst> byType = new TreeMap<>();
    long replayed = 0;
    for (int row = 0; row < decodes.count(); row++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      SteppedMessage message =
          messages.of(
              seen.session(), seen.index(), row, _ -> !Thread.currentThread().isInterrupted());
      replayed += message.replay().isPresent() ? 1 : 0;
      Optional<Divergence> divergence = message.recorded().flatMap(Recorded::divergence);
      if (divergence.isPresent()) {
        Decode decode = decodes.get(row);
        byType
            .computeIfAbsent(message.type(), _ -> new Worst())
            .add(-divergence.get().step(), () -> occurrence(seen, decode, divergence.get()));
      }
    }
    long all = replayed;
    List<Finding> findings = new ArrayList<>();
    byType.forEach((type, worst) -> findings.add(finding(type, worst, all)));
    return findings;
  }

  private static Occurrence occurrence(Observed seen, Decode decode, Divergence divergence) {
    return new Occurrence(
        decode.start(),
        decode.end(),
        decode.thread(),
        Occurrence.NONE,
        decode.row(),
        -divergence.step(),
        "step " + Numbers.count(divergence.step()),
        "decode "
            + decode.id()
            + " on "
            + seen.name(decode.thread())
            + " did "
            + divergence.recorded()
            + " where its replay, at step "
            + Numbers.count(divergence.step())
            + ", has "
            + divergence.replayed());
  }

  private static Finding finding(String type, Worst worst, long replayed) {
    List<Occurrence> list = worst.list();
    return new Finding(
        TEXT,
        TEXT.severity(),
        type,
        Numbers.count(worst.count(), "decode")
            + " of "
            + type
            + ", of "
            + Numbers.count(replayed)
            + " that were replayed, did something else than their bytes and types say: "
            + list.getFirst().sentence()
            + ".",
        "Told whenever a recorded decoder stack, or the end, is not the replay's.",
        Evidence.RECORDED,
        worst.count(),
        list,
        StackTraceTable.NONE);
  }
}
