package dev.fiberscope.engine;

import static dev.fiberscope.engine.schema.Type.field;
import static dev.fiberscope.engine.schema.Type.struct;
import static dev.fiberscope.engine.schema.Type.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Primitive;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import dev.fiberscope.engine.schema.ValueEncoder;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedEnd;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodeEngineTest {
  private static final Type.Enum SIDE =
      Type.enumeration("Side", variant("Buy"), variant("Sell", field("short", Primitive.BOOL)));
  private static final Type.Struct TRADE =
      struct(
          "Trade",
          field("id", Type.integer(IntType.U64)),
          field("side", SIDE),
          field("tags", Type.vec(Primitive.STRING)),
          field("note", new Type.Option(Primitive.STRING)));
  private static final Schema SCHEMA = new Schema(TRADE);

  private final DecodeEngine engine = new DecodeEngine(EngineConfig.standard());

  private static StructValue trade(long id) {
    return new StructValue(
        TRADE,
        List.of(
            id,
            new EnumValue(SIDE, 1, List.of(true)),
            List.of("a", "", "long enough to be cut into several chunks"),
            Optional.of("note " + id)));
  }

  private static byte[] encode(Object value) {
    return ValueEncoder.encode(WireConfig.standard(), TRADE, value);
  }

  private CompletableFuture<DecodeResult> submit(ScriptedInput input) {
    return engine.submit("fiber", SCHEMA, input);
  }

  private static DecodeResult get(CompletableFuture<DecodeResult> result) throws Exception {
    return result.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aDecodeWhoseBytesAreAllThereNeverSuspends() throws Exception {
    ScriptedInput input = new ScriptedInput();
    input.deliver(encode(trade(7)));
    assertThat(get(submit(input))).isEqualTo(new Decoded(trade(7), encode(trade(7)).length, 0));
  }

  @Test
  void pipelinedMessagesAllDecode() throws Exception {
    byte[] two = encode(trade(1));
    byte[] first = Arrays.copyOf(two, 2 * two.length);
    System.arraycopy(two, 0, first, two.length, two.length);
    ScriptedInput input = new ScriptedInput();
    input.deliver(first);
    assertThat(((Decoded) get(submit(input))).value()).isEqualTo(trade(1));
    assertThat(input.position()).isEqualTo(two.length);
    assertThat(((Decoded) get(submit(input))).value()).isEqualTo(trade(1));
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void anEndInTheMiddleSaysWhereAndFreesTheStack() throws Exception {
    byte[] message = encode(trade(7));
    ScriptedInput input = new ScriptedInput();
    CompletableFuture<DecodeResult> result = submit(input);
    input.deliver(Arrays.copyOf(message, 8));
    input.end();
    Failed failed = (Failed) get(result);
    assertThat(failed.error().error()).isInstanceOf(UnexpectedEnd.class);
    assertThat(failed.error().frames()).startsWith("0\t\tTrade\n");
    assertThat(failed.error().path()).isEqualTo("Trade.tags[2]");
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void aBadVariantNamesTheFieldAndWhatWasFound() throws Exception {
    ScriptedInput input = new ScriptedInput();
    input.deliver(new byte[] {7, 9});
    Failed failed = (Failed) get(submit(input));
    assertThat(failed.error())
        .hasMessage("Side has variants 0 to 1, found 9 at offset 1 in Trade.side.variant");
  }

  @Property(tries = 60)
  void everySplitGivesTheSameValue(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 40) Integer> cuts, @ForAll long id)
      throws Exception {
    byte[] message = encode(trade(id));
    ScriptedInput input = new ScriptedInput();
    CompletableFuture<DecodeResult> result = submit(input);
    int from = 0;
    List<Integer> sizes = new ArrayList<>(cuts);
    sizes.add(message.length);
    for (int size : sizes) {
      int to = Math.min(message.length, from + size);
      if (to > from) {
        input.deliver(Arrays.copyOfRange(message, from, to));
      }
      from = to;
    }
    Decoded decoded = (Decoded) get(result);
    assertThat(decoded.value()).isEqualTo(trade(id));
    assertThat(decoded.consumed()).isEqualTo(message.length);
  }
}
