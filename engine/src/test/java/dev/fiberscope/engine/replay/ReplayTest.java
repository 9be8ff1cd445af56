package dev.fiberscope.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.SliceDecoder;
import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.RandomTypes;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.ValueEncoder;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final List<WireConfig> CONFIGS =
      List.of(WireConfig.standard(), WireConfig.legacy().withBigEndian());

  private static Schema parse(String text) {
    return RustSchema.parse(text, Optional.empty());
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  /** All states in turn, without the arrays that records do not compare. */
  private static String told(ReplayState state) {
    return state.position()
        + " "
        + state.step().map(step -> told(step)).orElse("")
        + " "
        + state.frames();
  }

  private static String told(Step step) {
    String value =
        step.value() instanceof byte[] bytes ? Arrays.toString(bytes) : "" + step.value();
    return step.toString().replaceFirst("value=.*", "") + value;
  }

  @Property(tries = 300)
  void forwardAndBackVisitEachStepOnceWithTheSameState(@ForAll long seed) {
    Random random = new Random(seed);
    Schema schema = new Schema(new RandomTypes(random).type(4));
    WireConfig config = CONFIGS.get(random.nextInt(CONFIGS.size()));
    Object value = RandomTypes.value(schema.root(), random);
    byte[] message = ValueEncoder.encode(config, schema.root(), value);
    SchemaReplay replay = SchemaReplay.of(schema, config, message);

    assertThat(replay.error()).isEmpty();
    assertThat(replay.value()).contains(value);
    assertThat(replay.consumed()).isEqualTo(message.length);
    List<String> forward = new ArrayList<>();
    long position = 0;
    forward.add(told(replay.at(0)));
    while (position < replay.steps()) {
      long next = replay.into(position);
      assertThat(next).isEqualTo(position + 1);
      position = next;
      forward.add(told(replay.at(position)));
    }
    for (int i = forward.size() - 1; i > 0; i--) {
      assertThat(told(replay.at(position))).isEqualTo(forward.get(i));
      position = replay.backInto(position);
    }
    assertThat(position).isZero();

    // Over and back over end where they began; so do out and back out.
    for (long at = 0; at < replay.steps(); at = replay.over(at)) {
      long over = replay.over(at);
      if (replay.step(over).kind() == Kind.CLOSE && over > at + 1) {
        assertThat(replay.backOver(over)).isEqualTo(at);
        assertThat(replay.out(at + 1)).isEqualTo(over);
        assertThat(replay.backOut(at + 1)).isEqualTo(at);
      }
    }
    // Each byte was read by one step, and parts are those whose parent is open around them.
    for (int offset = 0; offset < message.length; offset++) {
      Step read = replay.step(replay.stepAt(offset));
      assertThat(read.kind()).isEqualTo(Kind.READ);
      assertThat((long) offset).isBetween(read.offset(), read.end() - 1);
    }
    partsAreAllSteps(replay);
  }

  private static void partsAreAllSteps(SchemaReplay replay) {
    long parts =
        LongStream.rangeClosed(1, replay.steps())
            .mapToObj(replay::step)
            .filter(step -> step.kind() == Kind.OPEN)
            .mapToLong(
                open -> {
                  List<Step> all = replay.parts(open.number(), 0, Integer.MAX_VALUE);
                  int half = all.size() / 2;
                  if (half > 0) {
                    List<Step> rest =
                        replay.parts(open.number(), all.get(half).index(), Integer.MAX_VALUE);
                    assertThat(rest.stream().map(ReplayTest::told))
                        .isEqualTo(
                            all.subList(half, all.size()).stream().map(ReplayTest::told).toList());
                  }
                  return all.size();
                })
            .sum();
    long values =
        LongStream.rangeClosed(1, replay.steps())
            .mapToObj(replay::step)
            .filter(step -> step.kind() == Kind.OPEN || step.kind() == Kind.READ)
            .filter(step -> step.part() == Part.VALUE || step.part() == Part.BYTES)
            .count();
    assertThat(parts).isEqualTo(values - 1);
  }

  @Property(tries = 500)
  void damagedMessagesFailAsTheyDoWhenTheyAreDecodedAtOnce(@ForAll long seed) {
    Random random = new Random(seed);
    Schema schema = new Schema(new RandomTypes(random).type(4));
    WireConfig config = CONFIGS.get(random.nextInt(CONFIGS.size()));
    if (random.nextInt(4) == 0) {
      config = config.withLimit(random.nextInt(60));
    }
    Object value = RandomTypes.value(schema.root(), random);
    byte[] message = ValueEncoder.encode(config, schema.root(), value);
    if (message.length > 0 && random.nextBoolean()) {
      message[random.nextInt(message.length)] = (byte) random.nextInt();
    }
    byte[] cut = Arrays.copyOf(message, message.length - random.nextInt(1 + message.length / 2));
    SchemaReplay replay = SchemaReplay.of(schema, config, cut);
    try {
      Object decoded = new SliceDecoder(config).decode(schema, cut);
      assertThat(JsonText.of(schema.root(), replay.value().orElseThrow()))
          .isEqualTo(JsonText.of(schema.root(), decoded));
    } catch (DecodeException failed) {
      DecodeException again = replay.error().orElseThrow();
      assertThat(again).hasMessage(failed.getMessage());
      assertThat(again.frames()).isEqualTo(failed.frames());
      Step last = replay.step(replay.steps());
      assertThat(last.kind()).isEqualTo(Kind.FAIL);
      assertThat(replay.at(replay.steps() - 1).position()).isEqualTo(replay.steps() - 1);
      assertThat(replay.out(replay.steps() - 1)).isEqualTo(replay.steps());
    }
  }

  @Test
  void aMillionStepsAreReachedFromKeyframesThatStayFew() {
    byte[] message = new byte[3_000_003];
    Arrays.fill(message, (byte) 7);
    // A length of three million.
    message[0] = (byte) 252;
    message[1] = (byte) 0xc0;
    message[2] = (byte) 0xc6;
    message[3] = 0x2d;
    message[4] = 0;
    byte[] whole = Arrays.copyOf(message, 3_000_005);
    Arrays.fill(whole, 5, whole.length, (byte) 7);
    SchemaReplay replay =
        SchemaReplay.of(parse("type Root = Vec<u32>;"), WireConfig.standard(), whole);
    assertThat(replay.error()).isEmpty();
    assertThat(replay.steps()).isEqualTo(3_000_003);
    assertThat(replay.keyframes()).isLessThanOrEqualTo(8_192);
    assertThat(replay.step(1_000_003).label()).isEqualTo("[1000000]");
    assertThat(replay.step(1_000_002).label()).isEqualTo("[999999]");
    assertThat(replay.closeOf(1)).isEqualTo(replay.steps());
    assertThat(replay.parts(1, 2_500_000, 2).stream().map(Step::label))
        .containsExactly("[2500000]", "[2500001]");
    assertThat(replay.stepAt(5 + 2_000_000)).isEqualTo(2_000_003);
  }

  @Test
  void whatFailsIsTheLastStep() {
    SchemaReplay replay =
        SchemaReplay.of(
            parse("struct A { a: u8, b: Vec<B> } struct B { c: bool, d: u8 }"),
            WireConfig.standard(),
            hex("05 02 01 07 09"));
    assertThat(replay.step(replay.steps() - 1).label()).isEqualTo("[1]");
    ReplayState end = replay.at(replay.steps());
    assertThat(end.step().orElseThrow().kind()).isEqualTo(Kind.FAIL);
    assertThat(end.path()).isEqualTo("A.b[1].c");
    assertThat(end.offset()).isEqualTo(5);
    assertThat(replay.parts(1, 0, 10).stream().map(Step::label)).containsExactly("a", "b");
    assertThat(replay.parts(replay.step(3).number(), 0, 10).stream().map(Step::label))
        .containsExactly("[0]", "[1]");
    // The last step before it, too, is what it was.
    assertThat(told(replay.step(replay.steps() - 1)))
        .isEqualTo(told(replay.at(replay.steps() - 1).step().orElseThrow()))
        .contains("OPEN");
    assertThat(replay.stepAt(4)).isEqualTo(replay.steps());
    assertThat(replay.stepAt(-5)).isEqualTo(Replay.NONE);
    assertThat(replay.stepAt(99)).isEqualTo(Replay.NONE);
  }

  @Test
  void whatMayBeLeftOutIsTriedUntilAllBytesFit() {
    Schema schema =
        parse(
            """
            #[derive(Serialize)] struct A {
              #[serde(skip_serializing_if = "Option::is_none")] a: Option<u32>,
              #[serde(skip_serializing_if = "Option::is_none")] b: Option<u32>,
              #[serde(skip)] c: u64,
              name: String,
            }
            """);
    SchemaReplay replay = SchemaReplay.of(schema, WireConfig.standard(), hex("01 09 02 68 69"));
    assertThat(JsonText.of(schema.root(), replay.value().orElseThrow()))
        .isEqualTo("{\"a\":{\"Some\":9},\"name\":\"hi\"}");
    assertThat(replay.consumed()).isEqualTo(5);
  }

  @Test
  void untaggedVariantsAreTriedUntilAllBytesFit() {
    Schema schema =
        parse(
            """
            #[derive(Serialize)] #[serde(untagged)] enum V { Flag(bool), Text(String), Pair(u8, u8) }
            #[derive(Serialize)] struct A { all: Vec<V>, end: u16 }
            """);
    SchemaReplay replay =
        SchemaReplay.of(schema, WireConfig.standard(), hex("02 02 68 69 01 fb 00 01"));
    assertThat(JsonText.of(schema.root(), replay.value().orElseThrow()))
        .contains("Text", "hi", "Flag", "true", "256");
  }

  @Test
  void aHandWrittenDecoderReplaysToo() {
    Decodable<Object> orders =
        in -> {
          in.open("Order");
          long id = in.field("id").u64();
          in.field("lines").open("Lines");
          long count = in.field("length").length();
          for (long i = 0; i < count; i++) {
            in.element(i).string();
          }
          in.close();
          in.close();
          return id;
        };
    Replay replay = HandReplay.of(orders, WireConfig.standard(), hex("07 02 02 68 69 01 21 ff"));
    assertThat(
            LongStream.rangeClosed(1, replay.steps())
                .mapToObj(replay::step)
                .map(
                    step ->
                        step.kind() + " " + step.label() + " " + step.offset() + "-" + step.end())
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "OPEN  0-0, READ id 0-1, OPEN lines 1-1, READ length 1-2, READ [0] 2-5, READ [1] 5-7,"
                + " CLOSE lines 1-7, CLOSE  0-7");
    assertThat(replay.step(5).value()).isEqualTo("hi");
    assertThat(replay.at(6).path()).isEqualTo("Order.lines[1]");
    assertThat(replay.over(0)).isEqualTo(8);
    assertThat(replay.out(4)).isEqualTo(7);
    assertThat(replay.backOver(7)).isEqualTo(2);
    assertThat(replay.stepAt(3)).isEqualTo(5);
    assertThat(replay.parts(3, 0, 9).stream().map(Step::label))
        .containsExactly("length", "[0]", "[1]");
    assertThat(replay.consumed()).isEqualTo(7);
    assertThat(new String(replay.bytes(), StandardCharsets.ISO_8859_1)).hasSize(8);
  }
}
