package dev.fiberscope.app.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.decode.ValueRow.Kind;
import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.Place;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepperViewModelTest {
  private static final String RUST =
      "struct Order { id: u64, items: Vec<Item>, note: Option<String> }"
          + " struct Item { sku: u32, qty: u16 }";

  private static StepperViewModel stepper(String rust, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    Replay replay =
        SchemaReplay.of(RustSchema.parse(rust, Optional.empty()), WireConfig.standard(), bytes);
    StepperViewModel stepper = new StepperViewModel(new Background(Runnable::run, Runnable::run));
    stepper.show(
        new SteppedMessage(
            "Order",
            WireConfig.standard(),
            bytes,
            Optional.of(replay),
            "",
            false,
            List.of(),
            Optional.empty()),
        new Place(0, StepperViewModel.NONE));
    return stepper;
  }

  private static StepperViewModel order() {
    return stepper(RUST, "07 03 01 05 02 06 03 fb e803 01 02 6869");
  }

  private static String at(StepperViewModel stepper) {
    return stepper.state().orElseThrow().path();
  }

  @Test
  void stepsGoInOverOutAndBack() {
    StepperViewModel stepper = order();
    stepper.into();
    stepper.over();
    assertThat(at(stepper)).isEqualTo("Order.id");
    stepper.into();
    stepper.into();
    assertThat(at(stepper)).isEqualTo("Order.items.length");
    stepper.over();
    assertThat(stepper.state().orElseThrow().frames()).hasSize(2);
    assertThat(stepper.state().orElseThrow().step().orElseThrow().label()).isEqualTo("[0]");
    stepper.out();
    assertThat(at(stepper)).isEqualTo("Order");
    stepper.backOver();
    assertThat(at(stepper)).isEqualTo("Order.id");
    stepper.backOut();
    assertThat(stepper.position()).isZero();
    stepper.backInto();
    assertThat(stepper.position()).isZero();
    stepper.last();
    stepper.into();
    assertThat(stepper.position()).isEqualTo(stepper.replay().orElseThrow().steps());
  }

  @Test
  void bytesLeadToTheirSteps() {
    StepperViewModel stepper = order();
    stepper.toByte("0x8");
    assertThat(at(stepper)).isEqualTo("Order.items[2].qty");
    assertThat(stepper.selectedByteProperty().get()).isEqualTo(8);
    stepper.toByte("99");
    assertThat(stepper.toldProperty().get()).contains("There is no byte 99");
    stepper.toByte("x");
    assertThat(stepper.toldProperty().get()).contains("a number such as 24 or 0x18");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qty | Order.items[0].qty | Order.items[1].qty",
        "items.sku | Order.items[0].sku | Order.items[1].sku",
        "type Item | Order.items[0] | Order.items[1]",
        "qty > 100 | Order.items[2].qty |",
        "sku = 2 | Order.items[1].sku |",
        "qty == 2 | Order.items[0].qty | Order.items[1].qty",
        "offset 4 | Order.items[1].sku |",
        "byte 0x0 | Order.id |",
        "Some = hi | Order.note.Some |",
        "length | Order.items.length |",
      })
  void runsStopWhereTheyAreTold(String breakpoint, String first, String second) {
    String doubled = breakpoint.equals("qty == 2") ? "07 02 01 02 05 02 00" : null;
    StepperViewModel stepper = doubled == null ? order() : stepper(RUST, doubled);
    stepper.toggleBreakpoint(breakpoint);
    stepper.run(1);
    assertThat(at(stepper)).isEqualTo(first);
    assertThat(stepper.toldProperty().get()).contains("Stopped at the breakpoint");
    long there = stepper.position();
    stepper.run(1);
    if (second == null) {
      assertThat(stepper.toldProperty().get()).isEqualTo("No breakpoint is behind this step.");
      assertThat(stepper.position()).isEqualTo(there);
    } else {
      assertThat(at(stepper)).isEqualTo(second);
      stepper.run(-1);
      assertThat(stepper.position()).isEqualTo(there);
    }
    stepper.toggleBreakpoint(breakpoint);
    assertThat(stepper.breakpoints()).isEmpty();
  }

  @Test
  void anErrorIsABreakpointToo() {
    StepperViewModel stepper = stepper("struct A { a: u8, b: bool }", "05 07");
    stepper.toggleBreakpoint("error");
    stepper.run(1);
    assertThat(at(stepper)).isEqualTo("A.b");
    stepper.toggleBreakpoint("  ");
    assertThat(stepper.toldProperty().get()).contains("Write a field");
    stepper.first();
    stepper.toggleBreakpointHere();
    assertThat(stepper.toldProperty().get()).contains("Take a step first");
  }

  private static String rows(StepperViewModel stepper, Set<Long> closed) {
    return ValueRows.of(
            stepper.replay().orElseThrow(),
            stepper.state().orElseThrow(),
            "",
            Set.of(),
            closed,
            Map.of())
        .stream()
        .map(
            row ->
                "  ".repeat(row.depth())
                    + row.name()
                    + " "
                    + row.value()
                    + (row.kind() == Kind.DONE ? "" : " " + row.kind()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theValueSoFarTellsWhatIsReadWhatIsOpenAndWhatIsNot() {
    StepperViewModel stepper = order();
    stepper.toByte(5);
    assertThat(rows(stepper, Set.of()))
        .isEqualTo(
            String.join(
                "\n",
                " decoding\u2026 DECODING",
                "  id 7",
                "  items 3 elements, decoding\u2026 DECODING",
                "    [0] ",
                "      sku 1",
                "      qty 5",
                "    [1] decoding\u2026 DECODING",
                "      sku 2",
                "      qty 6 CURRENT",
                "     1 more not reached NOT_REACHED",
                "  note not reached NOT_REACHED"));
    stepper.last();
    long items = stepper.replay().orElseThrow().parts(1, 1, 1).getFirst().number();
    assertThat(rows(stepper, Set.of(items)))
        .isEqualTo(
            String.join(
                "\n",
                "  CURRENT",
                "  id 7",
                "  items 3 elements",
                "  note Some",
                "    Some \"hi\""));
  }

  @Test
  void longListsAreListedInPart() {
    StringBuilder hex = new StringBuilder("fb e803");
    hex.repeat("07", 1_000);
    StepperViewModel stepper = stepper("type Root = Vec<u32>;", hex.toString());
    stepper.last();
    List<ValueRow> rows =
        ValueRows.of(
            stepper.replay().orElseThrow(),
            stepper.state().orElseThrow(),
            "",
            Set.of(),
            Set.of(),
            Map.of());
    assertThat(rows).hasSize(62);
    assertThat(rows.getLast().value()).isEqualTo("940 more");
    stepper.toByte(500);
    List<ValueRow> within =
        ValueRows.of(
            stepper.replay().orElseThrow(),
            stepper.state().orElseThrow(),
            "",
            Set.of(),
            Set.of(),
            Map.of());
    assertThat(within.stream().filter(row -> row.kind() == Kind.CURRENT).map(ValueRow::name))
        .containsExactly("[497]");
    assertThat(within).hasSizeLessThan(120);
  }

  @Test
  void bytesLieInCellsAndInText() {
    HexLayout layout = HexLayout.of(20, 400);
    assertThat(layout.perRow()).isEqualTo(8);
    assertThat(layout.rows()).isEqualTo(3);
    assertThat(layout.address(2)).isEqualTo("0010");
    for (int column = 0; column < 8; column++) {
      assertThat(layout.at(layout.cellX(column) + 3, 5, 1)).isEqualTo(8 + column);
      assertThat(layout.at(layout.charX(column) + 3, 25, 0)).isEqualTo(8 + column);
    }
    assertThat(layout.at(layout.cellX(5), 5, 2)).isEqualTo(-1);
    assertThat(layout.at(2, 5, 0)).isEqualTo(-1);
    assertThat(HexLayout.of(0x20000, 900).address(1)).isEqualTo("00000010");
  }
}
