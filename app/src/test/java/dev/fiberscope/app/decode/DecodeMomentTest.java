package dev.fiberscope.app.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.decode.DecodeMoment.OpenFrame;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecodeMomentTest {
  @Test
  void framesAreReadAndWhatIsNoFrameIsLeftOut() {
    assertThat(DecodeMoment.frames("0\t\tOrder\n21\t[2]\tItem\nrubbish\nx\ty\tz"))
        .containsExactly(new OpenFrame(0, "", "Order"), new OpenFrame(21, "[2]", "Item"));
    assertThat(new OpenFrame(21, "[2]", "Item").label()).isEqualTo("[2]: Item");
  }

  @Test
  void everySuspensionOfTheSampleJoinsItsFiberItsFramesAndItsBytes() throws Exception {
    Path sample = Path.of("..", "recordings", "samples", "orders.jfr");
    OpenSession open = OpenSession.of(sample, Ingest.open(sample, (_, _) -> {}));
    int count = open.session().suspensions().count();
    assertThat(count).isGreaterThan(1_000);
    for (int row = 0; row < count; row++) {
      Selection selection = Selection.ofSuspension(open, row);
      Suspension suspension = open.session().suspensions().get(row);
      DecodeMoment moment = DecodeMoment.of(open, selection).orElseThrow();
      assertThat(moment.decode().thread()).isEqualTo(selection.thread());
      assertThat(moment.number()).isBetween(1, moment.suspensions());
      assertThat((long) moment.bytes().length).isEqualTo(moment.decode().consumed());
      assertThat(IntStream.of(moment.chunkSizes()).sum()).isEqualTo(moment.bytes().length);
      assertThat(moment.frames().getFirst().type()).isEqualTo("Order");
      assertThat(moment.frames().getLast().offset()).isLessThanOrEqualTo(suspension.offset());
      assertThat(suspension.wanted()).isPositive();
      assertThat((long) moment.arrived())
          .isBetween(suspension.offset(), moment.decode().consumed() - 1);
    }
  }

  @Test
  void hexRowsCoverTheMessage() {
    var rows = HexRow.of(new byte[] {0x41, 0, (byte) 0xff, 0x42, 0x43}, 4);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).address()).isEqualTo("0004");
    assertThat(rows.getFirst().hex(2)).isEqualTo("ff");
    assertThat(rows.getFirst().ascii(0)).isEqualTo("A");
    assertThat(rows.getFirst().ascii(1)).isEqualTo("\u00b7");
  }
}
