package dev.fiberscope.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.input.MemoryInput;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the real bincode-next wrote is read as it reads it, and refused as it refuses it. */
@Timeout(120)
class BincodeVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What makes the most of CBOR: no lengths, breaks, the longest heads. */
  private static final byte[] HEADS =
      HexFormat.of().parseHex("ff9fbf5f7f1b3b5b7b9bbbfbc2c3f97e80a04080");

  private static final List<JsonNode> PLAIN = vectors("bincode-next.jsonl");

  /** CBOR, packed bits and the like, from the library's sources. */
  private static final List<JsonNode> FORMATS = vectors("bincode-next-formats.jsonl");

  private static final List<JsonNode> VECTORS =
      Stream.of(PLAIN, FORMATS).flatMap(List::stream).toList();

  private static List<JsonNode> vectors(String file) {
    List<JsonNode> vectors = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                BincodeVectorsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ObjectNode vector = (ObjectNode) JSON.readTree(line);
        if (vector.path("basis").asText().startsWith("3.")) {
          vector.put("config", "bincode-next 3.1: " + vector.get("config").asText());
        }
        vectors.add(vector);
      }
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    return vectors;
  }

  private static Schema schema(JsonNode vector) {
    return RustSchema.parse(vector.get("schema").asText(), Optional.of("Root"));
  }

  private static DecodeEngine engine(JsonNode vector) {
    return new DecodeEngine(EngineConfig.standard(WireConfig.parse(vector.get("config").asText())));
  }

  private static byte[] bytes(JsonNode vector) {
    return HexFormat.of().parseHex(vector.get("hex").asText());
  }

  @Test
  void thereAreAsManyAsWereWritten() {
    assertThat(PLAIN).hasSize(1_047);
    assertThat(FORMATS).hasSize(297);
  }

  @Test
  void everyVectorFromASlice() throws IOException {
    List<String> failures = new ArrayList<>();
    for (JsonNode vector : VECTORS) {
      DecodeResult result = engine(vector).decode(schema(vector), new MemoryInput(bytes(vector)));
      check(vector, result).ifPresent(failures::add);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void everyVectorOnAVirtualThreadInChunks() throws Exception {
    everyVectorInChunks(new VirtualThreads());
  }

  @Test
  void everyVectorOnACarrierOfOursInChunks() throws Exception {
    try (FiberRuntime runtime = Carriers.of(2)) {
      everyVectorInChunks(runtime);
    }
  }

  private static void everyVectorInChunks(FiberRuntime runtime) throws Exception {
    List<String> failures = new ArrayList<>();
    long suspensions = 0;
    for (int chunk : new int[] {1, 7, 16}) {
      for (JsonNode vector : VECTORS) {
        DecodeResult result = onFiber(runtime, vector, chunk);
        check(vector, result).ifPresent(failure -> failures.add(chunk + ": " + failure));
        suspensions +=
            switch (result) {
              case DecodeResult.Decoded decoded -> decoded.suspensions();
              case DecodeResult.Failed failed -> failed.suspensions();
            };
      }
    }
    assertThat(failures).isEmpty();
    assertThat(suspensions).as("suspensions in all").isGreaterThan(1_000);
  }

  private static DecodeResult onFiber(FiberRuntime runtime, JsonNode vector, int chunk)
      throws Exception {
    ScriptedInput input = new ScriptedInput();
    WireConfig config = WireConfig.parse(vector.get("config").asText());
    CompletableFuture<DecodeResult> result =
        new DecodeEngine(EngineConfig.standard(config), runtime)
            .submit("vector", schema(vector), input);
    byte[] bytes = bytes(vector);
    for (int from = 0; from < bytes.length; from += chunk) {
      // Wait for the reader, so that it has to suspend between chunks.
      while (!input.isAwaited() && !result.isDone()) {
        Thread.onSpinWait();
      }
      input.deliver(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + chunk)));
    }
    input.end();
    return result.get(20, TimeUnit.SECONDS);
  }

  @Test
  void everyVectorByReplay() throws IOException {
    List<String> failures = new ArrayList<>();
    for (JsonNode vector : VECTORS) {
      SchemaReplay replay =
          SchemaReplay.of(
              schema(vector), WireConfig.parse(vector.get("config").asText()), bytes(vector));
      DecodeResult result =
          replay.error().isPresent()
              ? new DecodeResult.Failed(replay.error().get(), 0)
              : new DecodeResult.Decoded(replay.value().orElseThrow(), replay.consumed(), 0);
      check(vector, result).ifPresent(failures::add);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void everySplitOfEveryShortVectorGivesTheSame() throws Exception {
    for (JsonNode vector : VECTORS) {
      byte[] bytes = bytes(vector);
      DecodeEngine engine = engine(vector);
      Schema schema = schema(vector);
      DecodeResult whole = engine.decode(schema, new MemoryInput(bytes));
      for (int cut = 1; cut < Math.min(bytes.length, 40); cut++) {
        ScriptedInput input = new ScriptedInput();
        input.deliver(Arrays.copyOf(bytes, cut));
        CompletableFuture<DecodeResult> result = engine.submit("split", schema, input);
        input.deliver(Arrays.copyOfRange(bytes, cut, bytes.length));
        input.end();
        assertThat(told(result.get(20, TimeUnit.SECONDS)))
            .as("%s cut at %d", vector.get("id").asText(), cut)
            .isEqualTo(told(whole));
      }
    }
  }

  /** Who skims never waits for bytes of a message that is all there, nor of one that is wrong. */
  @Test
  void skimmingTellsWhereMessagesEnd() {
    int told = 0;
    for (JsonNode vector : VECTORS) {
      WireConfig config = WireConfig.parse(vector.get("config").asText());
      Optional<Skim> skim = schema(vector).skim(config);
      if (skim.isEmpty()) {
        continue;
      }
      byte[] bytes = bytes(vector);
      String id = vector.get("id").asText();
      boolean valid = vector.get("kind").asText().equals("valid");
      long end = valid ? vector.get("consumed").asLong() : bytes.length;
      for (int to = 0; to <= bytes.length; to++) {
        int found = skim.get().end(bytes, 0, to);
        if (found >= 0 && valid) {
          assertThat((long) found).as(id).isEqualTo(end);
        } else if (Skim.isMissing(found) && valid) {
          assertThat(Skim.needed(found)).as(id).isGreaterThan(to);
          assertThat((long) Skim.needed(found)).as(id).isLessThanOrEqualTo(end);
        } else if (Skim.isMissing(found) && to == bytes.length) {
          assertThat(vector.at("/error/variant").asText()).as(id).isEqualTo("UnexpectedEnd");
        }
        told += found == Skim.UNSURE ? 0 : 1;
      }
    }
    assertThat(told).as("prefixes that could be told").isGreaterThan(4_000);
  }

  /** Whatever the bytes are, a slice and a replay read them the same way, with the same errors. */
  @Test
  void damagedVectorsAreReadTheSameWay() {
    Random random = new Random(22);
    for (JsonNode vector : FORMATS) {
      WireConfig config = WireConfig.parse(vector.get("config").asText());
      Schema schema = schema(vector);
      for (int i = 0; i < 200; i++) {
        byte[] bytes = damaged(bytes(vector), random);
        SchemaReplay replay = SchemaReplay.of(schema, config, bytes);
        String replayed =
            replay
                .error()
                .map(DecodeException::getMessage)
                .orElseGet(() -> replay.value().orElseThrow() + " of " + replay.consumed());
        assertThat(replayed)
            .as(() -> vector.get("id").asText() + " " + HexFormat.of().formatHex(bytes))
            .isEqualTo(told(engine(vector).decode(schema, new MemoryInput(bytes))));
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = Arrays.copyOf(bytes, Math.max(1, bytes.length + random.nextInt(-1, 3)));
    for (int i = random.nextInt(3); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] =
          random.nextBoolean() ? HEADS[random.nextInt(HEADS.length)] : (byte) random.nextInt();
    }
    return damaged;
  }

  /** A result without its suspensions, which depend on the cut. */
  private static String told(DecodeResult result) {
    return switch (result) {
      case DecodeResult.Decoded decoded -> decoded.value() + " of " + decoded.consumed();
      case DecodeResult.Failed failed -> failed.error().getMessage();
    };
  }

  @Test
  void everyCanonicalVectorIsWrittenAsBincodeWritesIt() {
    for (JsonNode vector : PLAIN) {
      if (vector.get("kind").asText().equals("valid") && vector.get("canonical").asBoolean()) {
        Schema schema = schema(vector);
        DecodeResult.Decoded decoded =
            (DecodeResult.Decoded) engine(vector).decode(schema, new MemoryInput(bytes(vector)));
        byte[] written =
            ValueEncoder.encode(
                WireConfig.parse(vector.get("config").asText()), schema.root(), decoded.value());
        assertThat(written)
            .as(vector.get("id").asText())
            .isEqualTo(Arrays.copyOf(bytes(vector), vector.get("consumed").asInt()));
      }
    }
  }

  @Test
  void everySchemaIsToldAsRustThatMeansTheSame() {
    for (JsonNode vector : VECTORS) {
      String told = schema(vector).rustText();
      Schema again = RustSchema.parse(told, Optional.of("Root"));
      assertThat(again.rustText()).as(vector.get("id").asText()).isEqualTo(told);
    }
  }

  /** What is wrong with a result, if anything is. */
  private static Optional<String> check(JsonNode vector, DecodeResult result) throws IOException {
    String expected;
    String found;
    if (vector.get("kind").asText().equals("valid")) {
      expected = told(vector, vector.get("value")) + " of " + vector.get("consumed");
    } else {
      JsonNode error = vector.get("error");
      JsonNode text = error.has("debug_norm") ? error.get("debug_norm") : error.get("debug");
      expected = text.asText();
    }
    switch (result) {
      case DecodeResult.Decoded decoded -> {
        JsonNode value = JSON.readTree(JsonText.of(schema(vector).root(), decoded.value()));
        found = told(vector, value) + " of " + decoded.consumed();
      }
      case DecodeResult.Failed failed -> {
        found = failed.error().error().bincode();
        String variant = vector.has("error") ? vector.get("error").get("variant").asText() : "";
        if (variant.equals("PANIC") || variant.equals("ABORT")) {
          return Optional.empty();
        }
      }
    }
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of(vector.get("id").asText() + ": expected " + expected + ", found " + found);
  }

  /** How a map or a set lies in memory does not travel; a flow is told behind the address. */
  private static String told(JsonNode vector, JsonNode value) {
    if (value.has("flowinfo")) {
      return "\"[::1%7]:8080 (flowinfo 300)\"";
    }
    Type root = schema(vector).root();
    List<String> parts = new ArrayList<>();
    withoutRepr(value).forEach(each -> parts.add(each.toString()));
    boolean unordered =
        root instanceof Type.Mapping
            || root instanceof Type.Sequence sequence && sequence.kind().isSet();
    return unordered ? parts.stream().sorted().toList().toString() : value.toString();
  }

  private static JsonNode withoutRepr(JsonNode value) {
    if (value instanceof ObjectNode object && object.has("bits")) {
      object.remove("repr");
    }
    value.forEach(BincodeVectorsTest::withoutRepr);
    return value;
  }
}
