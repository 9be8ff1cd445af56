package dev.fiberscope.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.SliceDecoder;
import dev.fiberscope.engine.input.MemoryInput;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.wire.Format;
import dev.fiberscope.engine.wire.WireConfig;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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

  record Pair<A, B>(A left, B right) {}

  sealed interface Tree<T> permits Leaf, Fork {}

  record Leaf<T>(T value) implements Tree<T> {}

  record Fork<T>(List<Tree<T>> parts) implements Tree<T> {}

  record Rich(
      Map<String, List<@Rust("u32") Long>> counts,
      SortedMap<Short, Optional<Side>> sides,
      Set<Pair<Boolean, String>> pairs,
      NavigableSet<@Rust("u8") Integer> bytes,
      char letter,
      @Rust("char") int symbol,
      Duration took,
      Instant when,
      InetAddress from,
      InetSocketAddress to,
      Tree<Pair<@Rust("u16") Integer, Double>> tree) {}

  private static final String RICH =
      "01016103"
          + "05fbe803fcffffffff" // counts
          + "02010101"
          + "0200" // sides: -1 -> SELL, 1 -> None
          + "02"
          + "010178"
          + "0000" // pairs
          + "03090307" // bytes
          + "41"
          + "f09f9880" // letter, symbol
          + "0a07" // took
          + "fc00ca9a3b00" // when
          + "007f000001" // from
          + "0100000000000000000000000000000001fb901f" // to
          + "01010005000000000000f83f"; // tree

  @Test
  void collectionsTimesAddressesAndGenericsAreReadAsRustWritesThem() throws Exception {
    Decoded decoded = (Decoded) decode(schema(Rich.class), RICH);
    Rich rich = (Rich) decoded.value();
    assertThat(rich.counts()).isEqualTo(Map.of("a", List.of(5L, 1000L, 0xffff_ffffL)));
    assertThat(rich.sides())
        .containsExactly(
            Map.entry((short) -1, Optional.of(Side.SELL)), Map.entry((short) 1, Optional.empty()));
    assertThat(rich.pairs()).containsExactly(new Pair<>(true, "x"), new Pair<>(false, ""));
    assertThat(rich.bytes()).containsExactly(3, 7, 9);
    assertThat(rich.letter()).isEqualTo('A');
    assertThat(rich.symbol()).isEqualTo(0x1f600);
    assertThat(rich.took()).isEqualTo(Duration.ofSeconds(10, 7));
    assertThat(rich.when()).isEqualTo(Instant.ofEpochSecond(1_000_000_000));
    assertThat(rich.from()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(rich.to()).isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("::1"), 8080));
    assertThat(rich.tree()).isEqualTo(new Fork<>(List.of(new Leaf<>(new Pair<>(5, 1.5)))));
    assertThat(decoded.consumed()).isEqualTo(RICH.length() / 2);
    Schema rust = RustSchema.parse(schema(Rich.class).rustText(), Optional.empty());
    assertThat(((Decoded) decode(rust, RICH)).consumed()).isEqualTo(RICH.length() / 2);
    assertThat(rust.rustText()).isEqualTo(schema(Rich.class).rustText());
  }

  record Small(@Rust("u32") long a, String b, List<Byte> c, byte[] d, Shape e) {}

  @Test
  void recordsAreReadFromCbor() {
    WireConfig cbor = WireConfig.standard().withFormat(Format.Cbor.PLAIN);
    String hex = "85" + "182a" + "6568656c6c6f" + "8220387f" + "83010218ff" + "0181f93e00";
    Small small = new SliceDecoder(cbor).decode(schema(Small.class), HexFormat.of().parseHex(hex));
    assertThat(small.a()).isEqualTo(42);
    assertThat(small.b()).isEqualTo("hello");
    assertThat(small.c()).containsExactly((byte) -1, (byte) -128);
    assertThat(small.d()).containsExactly(1, 2, -1);
    assertThat(small.e()).isEqualTo(new Circle(1.5));
    String strings = "85" + "182a" + "60" + "42ff80" + "5f41014102ff" + "00";
    Small other =
        new SliceDecoder(cbor).decode(schema(Small.class), HexFormat.of().parseHex(strings));
    assertThat(other.c()).containsExactly((byte) -1, (byte) -128);
    assertThat(other.d()).containsExactly(1, 2);
  }

  record Letter(char letter) {}

  @Test
  void whatJavaHasNoRoomForIsSaid() {
    DecodeResult.Failed failed = (DecodeResult.Failed) decode(schema(Letter.class), "f09f9880");
    assertThat(failed.error())
        .hasMessage(
            "a Java char has no room for U+1F600; use @Rust(\"char\") int at offset 0 in"
                + " Letter.letter");
  }

  record Bad(Thread thread) {}

  record Endless<T>(Optional<Endless<List<T>>> more) {}

  @Test
  void typesWithoutEndAreRefused() {
    record Start(Endless<Long> endless) {}
    assertThatThrownBy(() -> schema(Start.class)).hasMessageContaining("go on without end");
  }

  record TooNarrow(@Rust("u64") int id) {}

  @Test
  void whatCannotBeDecodedIsNamed() {
    assertThatThrownBy(() -> schema(Bad.class))
        .hasMessageStartingWith("Bad.thread: java.lang.Thread cannot be decoded");
    assertThatThrownBy(() -> schema(TooNarrow.class))
        .hasMessage("TooNarrow.id: a u64 does not fit into int");
  }
}
