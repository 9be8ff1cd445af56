package dev.fiberscope.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.input.MemoryInput;
import dev.fiberscope.engine.rust.RustSchema;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordSchemaTest {
  enum Side {
    BUY,
    SELL
  }

  sealed interface Shape permits Nothing, Circle, Group {}

  record Nothing() implements Shape {}

  record Circle(double radius) implements Shape {}

  record Group(List<Shape> parts) implements Shape {}

  record Line(@Rust("u32") long sku, @Rust("u16") int qty, @Rust("u128") BigInteger serial) {}

  record Order(
      @Rust("u64") long id,
      String account,
      List<Line> lines,
      Optional<String> note,
      Side side,
      Shape shape,
      byte[] payloadBytes,
      boolean open,
      List<Long> deltas) {}

  private static DecodeResult decode(Decodable<?> type, String hex) {
    return new DecodeEngine(EngineConfig.standard())
        .decode(type, new MemoryInput(HexFormat.of().parseHex(hex)));
  }

  private static <T> RecordSchema<T> schema(Class<T> type) {
    return RecordSchema.of(MethodHandles.lookup(), type);
  }

  @Test
  void recordsSealedInterfacesAndEnumsAreReadAsRustWritesThem() {
    String hex =
        "07"
            + "0241 42".replace(" ", "")
            + "01fcffffffff0305"
            + "01026869"
            + "01"
            + "02020001000000000000f83f"
            + "03010203"
            + "01"
            + "0201fbfb00";
    Decoded decoded = (Decoded) decode(schema(Order.class), hex);
    Order order = (Order) decoded.value();
    assertThat(order.id()).isEqualTo(7);
    assertThat(order.account()).isEqualTo("AB");
    assertThat(order.lines()).containsExactly(new Line(0xffff_ffffL, 3, BigInteger.valueOf(5)));
    assertThat(order.note()).contains("hi");
    assertThat(order.side()).isEqualTo(Side.SELL);
    assertThat(order.shape()).isEqualTo(new Group(List.of(new Nothing(), new Circle(1.5))));
    assertThat(order.payloadBytes()).containsExactly(1, 2, 3);
    assertThat(order.open()).isTrue();
    assertThat(order.deltas()).containsExactly(-1L, -126L);
    assertThat(decoded.consumed()).isEqualTo(hex.length() / 2);
  }

  @Test
  void theSameTypesAsRustDecodeTheSameBytes() {
    RecordSchema<Order> records = schema(Order.class);
    assertThat(records.rustText())
        .isEqualTo(
            """
            struct Order { id: u64, account: String, lines: Vec<Line>, note: Option<String>,\
             side: Side, shape: Shape, payload_bytes: Vec<u8>, open: bool, deltas: Vec<i64> }
            struct Line { sku: u32, qty: u16, serial: u128 }
            enum Side { BUY, SELL }
            enum Shape { Nothing, Circle { radius: f64 }, Group { parts: Vec<Shape> } }
            type Root = Order;\
            """);
    Schema rust = RustSchema.parse(records.rustText(), Optional.empty());
    assertThat(rust.rustText()).isEqualTo(records.schema().rustText());
  }

  @Test
  void errorsSayWhere() {
    DecodeResult.Failed failed =
        (DecodeResult.Failed) decode(schema(Order.class), "070141" + "01" + "05fc010203");
    assertThat(failed.error())
        .hasMessage(
            "expected at most a U16, found the tag of a U32 at offset 5 in Order.lines[0].qty");
  }

  @Test
  void handWrittenDecodersSeeOneSmallInterface() {
    Decodable<List<Long>> pair =
        in -> {
          in.open("Pair");
          List<Long> values = List.of(in.field("a").u64(), (long) in.field("b").i16());
          in.close();
          return values;
        };
    assertThat(((Decoded) decode(pair, "0501")).value()).isEqualTo(List.of(5L, -1L));
    DecodeResult.Failed failed = (DecodeResult.Failed) decode(pair, "05");
    assertThat(failed.error().path()).isEqualTo("Pair.b");
  }

  record Bad(Thread thread) {}

  record TooNarrow(@Rust("u64") int id) {}

  @Test
  void whatCannotBeDecodedIsNamed() {
    assertThatThrownBy(() -> schema(Bad.class))
        .hasMessageStartingWith("Bad.thread: java.lang.Thread cannot be decoded");
    assertThatThrownBy(() -> schema(TooNarrow.class))
        .hasMessage("TooNarrow.id: a u64 does not fit into int");
  }
}
