package dev.fiberscope.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fiberscope.recordings.export.Rows;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes tables as JSON: a list with an object for each row. */
final class JsonRows {
  private JsonRows() {}

  static void write(Rows rows, Writer out) throws IOException {
    List<String> columns = rows.columns();
    // The writer is its owner's to close.
    try (JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartArray();
      rows.forEach(
          values -> {
            json.writeRaw("\n");
            json.writeStartObject();
            for (int i = 0; i < values.length; i++) {
              json.writeFieldName(columns.get(i));
              value(values[i], json);
            }
            json.writeEndObject();
          });
      json.writeEndArray();
    }
    out.write("\n");
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      default -> json.writeString(value.toString());
    }
  }
}
