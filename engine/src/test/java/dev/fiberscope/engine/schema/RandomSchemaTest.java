package dev.fiberscope.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.SliceDecoder;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random types, random values of them: what is written is read, however it is cut. */
class RandomSchemaTest {
  private static final List<WireConfig> CONFIGS =
      List.of(
          WireConfig.standard(),
          WireConfig.standard().withBigEndian(),
          WireConfig.legacy(),
          WireConfig.legacy().withBigEndian());

  @Property(tries = 400)
  void whatIsWrittenIsReadFromASliceAndOnAFiberHoweverItIsCut(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Schema schema = new Schema(new RandomTypes(random).type(4));
    WireConfig config = CONFIGS.get(random.nextInt(CONFIGS.size()));
    Object value = RandomTypes.value(schema.root(), random);
    byte[] message = ValueEncoder.encode(config, schema.root(), value);

    assertThat(new SliceDecoder(config).decode(schema, message)).isEqualTo(value);

    ScriptedInput input = new ScriptedInput();
    CompletableFuture<DecodeResult> result =
        new DecodeEngine(EngineConfig.standard(config)).submit("random", schema, input);
    for (byte[] chunk : cut(message, random)) {
      input.deliver(chunk);
    }
    input.end();
    Decoded decoded = (Decoded) result.get(20, TimeUnit.SECONDS);
    assertThat(decoded.value()).isEqualTo(value);
    assertThat(decoded.consumed()).isEqualTo(message.length);

    // The types told as Rust are the same types.
    Schema told = RustSchema.parse(schema.rustText(), Optional.empty());
    assertThat(told.rustText()).isEqualTo(schema.rustText());
  }

  private static List<byte[]> cut(byte[] message, Random random) {
    List<byte[]> chunks = new ArrayList<>();
    for (int from = 0; from < message.length; ) {
      int to = Math.min(message.length, from + 1 + random.nextInt(12));
      chunks.add(Arrays.copyOfRange(message, from, to));
      from = to;
    }
    return chunks;
  }
}
