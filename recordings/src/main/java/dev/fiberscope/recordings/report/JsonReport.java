package dev.fiberscope.recordings.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Lacking;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** A report for programs. Times are ns since the recording began. */
public final class JsonReport {
  private JsonReport() {}

  /**
   * @param out is not closed
   */
  public static void write(Report report, Writer out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      Session session = report.seen().session();
      json.writeStartObject();
      json.writeStringField("recording", report.file().toString());
      json.writeStringField("jvm", session.jvm());
      json.writeStringField("witness", session.facts().witness().text());
      json.writeStringField("begin", session.begin().toString());
      json.writeNumberField("duration", session.duration());
      json.writeNumberField("events", session.events());
      json.writeNumberField("rulesChecked", report.analysis().checked());
      findings(report, report.findings(), "findings", json);
      findings(report, report.muted(), "muted", json);
      json.writeArrayFieldStart("missing");
      for (String sentence : report.missing()) {
        json.writeString(sentence);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("lacking");
      for (Lacking lacking : report.analysis().lacking()) {
        json.writeStartObject();
        json.writeStringField("rule", lacking.rule().id());
        json.writeStringField("sentence", lacking.sentence());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write("\n");
  }

  static JsonGenerator generator(Writer out) throws IOException {
    return new JsonFactory()
        .createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .useDefaultPrettyPrinter();
  }

  private static void findings(
      Report report, List<Finding> findings, String name, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("rule", finding.rule().id());
      json.writeStringField("key", finding.key());
      json.writeStringField("group", finding.rule().group().text());
      json.writeStringField("severity", finding.severity().text());
      json.writeStringField("evidence", finding.evidence().name().toLowerCase(Locale.ROOT));
      json.writeStringField("title", finding.rule().title());
      json.writeStringField("summary", finding.summary());
      json.writeStringField("limit", finding.limit());
      json.writeStringField("remedy", finding.rule().remedy());
      json.writeNumberField("count", finding.count());
      if (report.mutes().reason(finding).isPresent()) {
        json.writeStringField("muted", report.mutes().reason(finding).get());
      }
      json.writeArrayFieldStart("worst");
      for (Occurrence each : finding.worst()) {
        occurrence(report, each, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("stackTrace");
      for (Frame frame : report.seen().frames(finding.stackTrace())) {
        json.writeString(FrameText.of(frame));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void occurrence(Report report, Occurrence each, JsonGenerator json)
      throws IOException {
    Session session = report.seen().session();
    json.writeStartObject();
    json.writeNumberField("from", each.from());
    json.writeNumberField("to", each.to());
    if (each.fiber() >= 0) {
      json.writeNumberField("fiberId", session.threads().id(each.fiber()));
      json.writeStringField("fiber", session.threads().name(each.fiber()));
    }
    if (each.carrier() >= 0) {
      json.writeStringField("carrier", session.threads().name(each.carrier()));
    }
    if (each.decode() >= 0) {
      json.writeNumberField("decode", session.decodes().get(each.decode()).id());
    }
    json.writeStringField("value", each.value());
    json.writeStringField("sentence", each.sentence());
    json.writeEndObject();
  }
}
