package dev.fiberscope.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.input.MemoryInput;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the real bincode-next wrote is read as it reads it, and refused as it refuses it. */
@Timeout(120)
class BincodeVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<JsonNode> VECTORS = vectors();

  private static List<JsonNode> vectors() {
    List<JsonNode> vectors = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                BincodeVectorsTest.class.getResourceAsStream("bincode-next.jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        vectors.add(JSON.readTree(line));
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
    assertThat(VECTORS).hasSize(1_047);
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
  void everyVectorOnAFiberInChunks() throws Exception {
    List<String> failures = new ArrayList<>();
    long suspensions = 0;
    for (int chunk : new int[] {1, 7, 16}) {
      for (JsonNode vector : VECTORS) {
        DecodeResult result = onFiber(vector, chunk);
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

  private static DecodeResult onFiber(JsonNode vector, int chunk) throws Exception {
    ScriptedInput input = new ScriptedInput();
    CompletableFuture<DecodeResult> result = engine(vector).submit("vector", schema(vector), input);
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

  /** A result without its suspensions, which depend on the cut. */
  private static String told(DecodeResult result) {
    return switch (result) {
      case DecodeResult.Decoded decoded -> decoded.value() + " of " + decoded.consumed();
      case DecodeResult.Failed failed -> failed.error().getMessage();
    };
  }

  @Test
  void everyCanonicalVectorIsWrittenAsBincodeWritesIt() {
    for (JsonNode vector : VECTORS) {
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
      expected = withoutRepr(vector.get("value")) + " of " + vector.get("consumed");
    } else {
      JsonNode error = vector.get("error");
      JsonNode text = error.has("debug_norm") ? error.get("debug_norm") : error.get("debug");
      expected = text.asText();
    }
    switch (result) {
      case DecodeResult.Decoded decoded -> {
        JsonNode value = JSON.readTree(JsonText.of(schema(vector).root(), decoded.value()));
        found = withoutRepr(value) + " of " + decoded.consumed();
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

  private static JsonNode withoutRepr(JsonNode value) {
    if (value instanceof ObjectNode object && object.has("bits")) {
      object.remove("repr");
    }
    value.forEach(BincodeVectorsTest::withoutRepr);
    return value;
  }
}
