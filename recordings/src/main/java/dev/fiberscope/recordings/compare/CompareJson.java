package dev.fiberscope.recordings.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.compare.Comparison.SiteChange;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** A comparison for programs. Times are ns; what is not known is null. */
public final class CompareJson {
  private CompareJson() {}

  /**
   * @param out is not closed
   */
  public static void write(Comparison comparison, Writer out) throws IOException {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      side("before", comparison.before(), json);
      side("after", comparison.after(), json);
      json.writeArrayFieldStart("differences");
      for (String sentence : comparison.differences()) {
        json.writeString(sentence);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("measures");
      for (Measure each : comparison.measures()) {
        json.writeStartObject();
        json.writeStringField("name", each.name());
        json.writeStringField("unit", each.unit().name().toLowerCase(Locale.ROOT));
        number("before", each.before(), json);
        number("after", each.after(), json);
        number("change", each.change(), json);
        json.writeStringField("verdict", each.verdict().name().toLowerCase(Locale.ROOT));
        number("largerInPairs", each.test().larger(), json);
        number("chance", each.test().chance(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      findings("came", comparison.came(), json);
      findings("went", comparison.went(), json);
      json.writeArrayFieldStart("sites");
      for (SiteChange each : comparison.sites()) {
        json.writeStartObject();
        json.writeStringField("site", each.site());
        number("before", each.before(), json);
        number("after", each.after(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write("\n");
  }

  private static void side(String name, Side side, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("recording", side.session().name());
    json.writeNumberField("from", side.from());
    json.writeNumberField("to", side.to());
    json.writeEndObject();
  }

  private static void number(String name, double value, JsonGenerator json) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  private static void findings(String name, List<Finding> findings, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Finding each : findings) {
      json.writeStartObject();
      json.writeStringField("key", each.key());
      json.writeStringField("rule", each.rule().id());
      json.writeStringField("severity", each.severity().text());
      json.writeStringField("summary", each.summary());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
