package dev.fiberscope.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.wire.Release;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
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
      WireConfig written = WireConfig.parse(vector.path("config").asText());
      // Later releases count and write a few things otherwise under the same configuration.
      boolean isLater = vector.path("basis").asText().startsWith("3.");
      WireConfig config = isLater ? written.withRelease(Release.V3_1) : written;
      byte[] bytes = HexFormat.of().parseHex(vector.path("hex").asText());
      SchemaReplay replay = SchemaReplay.of(schema, config, bytes);
      boolean unordered = isUnordered(schema.root());
      String expected = expected(vector, unordered);
      String found = found(schema, replay, unordered);
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

  /** How a map or a set lies in memory is not what travels. */
  private static boolean isUnordered(Type type) {
    return type instanceof Type.Mapping
        || type instanceof Type.Sequence sequence && sequence.kind().isSet();
  }

  private static String expected(JsonNode vector, boolean unordered) {
    JsonNode error = vector.path("error");
    return vector.path("kind").asText().equals("valid")
        ? value(vector.path("value"), vector.path("consumed").asLong(), unordered)
        : error.path(error.has("debug_norm") ? "debug_norm" : "debug").asText();
  }

  private static String found(Schema schema, SchemaReplay replay, boolean unordered)
      throws JsonProcessingException {
    if (replay.error().isPresent()) {
      return replay.error().get().error().bincode();
    }
    JsonNode value = JSON.readTree(JsonText.of(schema.root(), replay.value().orElseThrow()));
    return value(value, replay.consumed(), unordered);
  }

  private static String value(JsonNode value, long consumed, boolean unordered) {
    JsonNode plain = withoutRepr(socket(value));
    List<String> entries = new ArrayList<>();
    plain.forEach(each -> entries.add(each.toString()));
    Collections.sort(entries);
    return (unordered ? entries : plain) + " in " + consumed + " bytes";
  }

  /** An address that has a flow is written as its parts. */
  private static JsonNode socket(JsonNode value) {
    if (!value.has("flowinfo")) {
      return value;
    }
    return TextNode.valueOf(
        "["
            + value.get("ip").asText()
            + "%"
            + value.get("scope_id")
            + "]:"
            + value.get("port")
            + " (flowinfo "
            + value.get("flowinfo")
            + ")");
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
