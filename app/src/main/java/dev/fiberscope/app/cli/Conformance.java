package dev.fiberscope.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.HexFormat;
import java.util.Optional;

/** Compares what a test vector says with what a decode gives. */
final class Conformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Conformance() {}

  /** How a vector's message is not decoded as it says; empty if it is. */
  static Optional<String> failure(JsonNode vector) throws JsonProcessingException {
    String id = vector.path("id").asText("a vector without id");
    try {
      Schema schema = RustSchema.parse(vector.path("schema").asText(), Optional.of("Root"));
      WireConfig config = WireConfig.parse(vector.path("config").asText());
      byte[] bytes = HexFormat.of().parseHex(vector.path("hex").asText());
      SchemaReplay replay = SchemaReplay.of(schema, config, bytes);
      String expected = expected(vector);
      String found = found(schema, replay);
      boolean same = expected.equals(found) || originalDies(vector) && replay.error().isPresent();
      return same
          ? Optional.empty()
          : Optional.of(id + ": expected " + expected + ", found " + found);
    } catch (SchemaException | IllegalArgumentException unusable) {
      return Optional.of(id + ": cannot be used: " + unusable.getMessage());
    }
  }

  /** Where the original panics or aborts, any clear error is right. */
  private static boolean originalDies(JsonNode vector) {
    String variant = vector.path("error").path("variant").asText();
    return variant.equals("PANIC") || variant.equals("ABORT");
  }

  private static String expected(JsonNode vector) {
    JsonNode error = vector.path("error");
    return vector.path("kind").asText().equals("valid")
        ? value(vector.path("value"), vector.path("consumed").asLong())
        : error.path(error.has("debug_norm") ? "debug_norm" : "debug").asText();
  }

  private static String found(Schema schema, SchemaReplay replay) throws JsonProcessingException {
    if (replay.error().isPresent()) {
      return replay.error().get().error().bincode();
    }
    JsonNode value = JSON.readTree(JsonText.of(schema.root(), replay.value().orElseThrow()));
    return value(value, replay.consumed());
  }

  private static String value(JsonNode value, long consumed) {
    return withoutRepr(value) + " in " + consumed + " bytes";
  }

  /** Floats are compared by their bits; how Rust writes them is not what travels. */
  private static JsonNode withoutRepr(JsonNode value) {
    if (value instanceof ObjectNode object && object.has("bits")) {
      object.remove("repr");
    }
    value.forEach(Conformance::withoutRepr);
    return value;
  }
}
