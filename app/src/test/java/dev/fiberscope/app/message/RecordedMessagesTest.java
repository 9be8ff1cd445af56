package dev.fiberscope.app.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.message.SteppedMessage.Place;
import dev.fiberscope.app.message.SteppedMessage.Recorded;
import dev.fiberscope.app.message.SteppedMessage.Wait;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.engine.replay.Divergence;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The join: recorded suspensions, replayed steps, bytes and time. */
class RecordedMessagesTest {
  private static final Path SAMPLE = Path.of("..", "recordings", "samples", "orders.jfr");
  private static OpenSession open;

  @BeforeAll
  static void read() throws Exception {
    open = OpenSession.of(SAMPLE, Ingest.open(SAMPLE, (_, _) -> {}));
  }

  private static SteppedMessage message(int row) {
    return new RecordedMessages(_ -> Optional.empty())
        .of(open.session(), open.index(), row, _ -> true);
  }

  @Test
  void everyDecodeOfTheSampleReplaysAsItWasRecorded() {
    int suspensions = 0;
    for (int row = 0; row < open.session().decodes().count(); row++) {
      SteppedMessage message = message(row);
      Recorded known = message.recorded().orElseThrow();
      if (open.session().decodes().get(row).outcome() != Outcome.DECODED) {
        continue;
      }
      Replay replay = message.replay().orElseThrow();
      assertThat(known.divergence()).as("decode %d", row).isEmpty();
      assertThat(replay.error()).isEmpty();
      assertThat(replay.consumed()).isEqualTo(open.session().decodes().get(row).consumed());
      for (Wait wait : known.waits()) {
        Step step = replay.step(wait.step());
        assertThat(step.kind()).isEqualTo(Step.Kind.READ);
        assertThat(wait.arrived()).isBetween(step.offset(), step.end() - 1);
        assertThat(wait.frames().lines().toList().getLast())
            .isEqualTo(step.offset() + "\t" + step.label() + "\t" + step.typeName());
        suspensions++;
      }
    }
    assertThat(suspensions).isGreaterThan(1_000);
  }

  @Test
  void stepsAndTimesLeadToEachOther() {
    SteppedMessage message = withWaits(3);
    Recorded known = message.recorded().orElseThrow();
    for (int i = 0; i < known.waits().size(); i++) {
      Wait wait = known.waits().get(i);
      assertThat(message.time(wait.step(), i)).isEqualTo(wait.time());
      assertThat(message.at(wait.time())).isEqualTo(new Place(wait.step(), i));
      assertThat(message.at(wait.resumed() - 1)).isEqualTo(new Place(wait.step(), i));
      assertThat(message.arrived(wait.step(), i)).isEqualTo(wait.arrived());
    }
    long before = Long.MIN_VALUE;
    for (long position = 0; position <= message.steps(); position++) {
      long time = message.time(position, -1);
      assertThat(time).isGreaterThanOrEqualTo(before).isBetween(known.start(), known.end());
      assertThat(message.at(time).position()).isBetween(position - 1, position + 1);
      assertThat(message.arrived(position, -1))
          .isGreaterThanOrEqualTo(
              position == 0 ? 0 : message.replay().orElseThrow().at(position).offset());
      before = time;
    }
    assertThat(message.arrived(message.steps(), -1)).isEqualTo(message.bytes().length);
  }

  @Test
  void aStepThatWaitsTwiceHasNoTimeBetweenItsWaits() {
    SteppedMessage message = withWaits(3);
    Recorded known = message.recorded().orElseThrow();
    Wait first = known.waits().getFirst();
    Wait again =
        new Wait(
            first.row(),
            first.resumed() + 10,
            first.resumed() + 20,
            false,
            first.offset(),
            1,
            first.arrived() + 1,
            first.step(),
            first.frames());
    SteppedMessage twice =
        new SteppedMessage(
            message.type(),
            message.config(),
            message.bytes(),
            message.replay(),
            "",
            false,
            List.of(),
            Optional.of(
                new Recorded(
                    0,
                    known.thread(),
                    "",
                    known.start(),
                    known.end(),
                    List.of(first, again),
                    known.chunks(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    "",
                    true)));
    assertThat(twice.at(first.resumed() + 5).position()).isEqualTo(first.step());
    assertThat(twice.at(first.resumed() + 15)).isEqualTo(new Place(first.step(), 1));
  }

  private static SteppedMessage withWaits(int count) {
    for (int row = 0; row < open.session().decodes().count(); row++) {
      if (open.index().suspensions(row).length == count) {
        return message(row);
      }
    }
    throw new AssertionError("no decode waits " + count + " times");
  }

  @Test
  void aDecodeThatDidSomethingElseDivergesAtTheFirstStepThatDiffers() {
    SteppedMessage message = withWaits(3);
    byte[] bytes = message.bytes();
    var other =
        RustSchema.parse(
            "struct Item { sku: u32, amount: u16, price: u64 } struct Order { id: u64,"
                + " account: String, items: Vec<Item>, note: Option<String> } type Root = Order;",
            Optional.of("Root"));
    SchemaReplay replay = SchemaReplay.of(other, message.config(), bytes);
    List<Divergence.Suspended> recorded =
        message.waits().stream()
            .map(wait -> new Divergence.Suspended(wait.arrived(), wait.frames()))
            .toList();
    Optional<Divergence> none =
        Divergence.first(
            message.replay().orElseThrow(),
            recorded,
            Optional.of(new Divergence.Ended(true, bytes.length)));
    assertThat(none).isEmpty();
    List<Divergence.Suspended> atQuantity =
        List.of(
            new Divergence.Suspended(
                offsetOf(message.replay().orElseThrow(), "qty"),
                framesOf(message.replay().orElseThrow(), "qty")));
    assertThat(Divergence.first(replay, atQuantity, Optional.empty()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.recorded()).startsWith("qty: u16 at ");
              assertThat(found.replayed()).startsWith("amount: u16 at ");
              assertThat(found.sentence(3)).startsWith("At suspension 1 the recording has qty");
            });
    assertThat(Divergence.first(replay, List.of(), Optional.of(new Divergence.Ended(false, 7))))
        .hasValueSatisfying(found -> assertThat(found.recorded()).isEqualTo("failed at 7"));
  }

  private static long offsetOf(Replay replay, String label) {
    return step(replay, label).offset();
  }

  private static Step step(Replay replay, String label) {
    for (long number = 1; number <= replay.steps(); number++) {
      if (replay.step(number).label().equals(label)) {
        return replay.step(number);
      }
    }
    throw new AssertionError(label);
  }

  private static String framesOf(Replay replay, String label) {
    Step step = step(replay, label);
    StringBuilder frames = new StringBuilder();
    replay
        .at(step.number())
        .frames()
        .forEach(
            frame ->
                frames
                    .append(frame.offset())
                    .append('\t')
                    .append(frame.label())
                    .append('\t')
                    .append(frame.typeName())
                    .append('\n'));
    return frames + "" + step.offset() + "\t" + step.label() + "\t" + step.typeName();
  }
}
