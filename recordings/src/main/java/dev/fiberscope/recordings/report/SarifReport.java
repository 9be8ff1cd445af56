package dev.fiberscope.recordings.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Lacking;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.analysis.RuleText;
import dev.fiberscope.recordings.analysis.Severity;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A report in SARIF 2.1.0, as code hosts show it beside the code. */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final List<String> LIBRARY = List.of("java.", "javax.", "jdk.", "sun.");

  private SarifReport() {}

  /**
   * @param rules all that were asked
   * @param version of Fiberscope
   * @param out is not closed
   */
  public static void write(Report report, List<Rule> rules, String version, Writer out)
      throws IOException {
    try (JsonGenerator json = JsonReport.generator(out)) {
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      tool(rules, version, json);
      invocation(report, json);
      artifact(report, json);
      json.writeArrayFieldStart("results");
      for (Finding finding : report.analysis().findings()) {
        result(report, rules, finding, json);
      }
      json.writeEndArray();
      json.writeStringField("columnKind", "utf16CodeUnits");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write("\n");
  }

  private static void tool(List<Rule> rules, String version, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Fiberscope");
    json.writeStringField("version", version);
    json.writeArrayFieldStart("rules");
    for (Rule rule : rules) {
      RuleText text = rule.text();
      json.writeStartObject();
      json.writeStringField("id", text.id());
      if (text.id().contains("-")) {
        // A name that is the id again is refused.
        json.writeStringField("name", pascal(text.id()));
      }
      text("shortDescription", sentence(text.title()), json);
      text("fullDescription", sentence(text.title()) + " " + text.remedy(), json);
      text("help", text.remedy(), json);
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(text.severity()));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String pascal(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-")) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private static String sentence(String title) {
    return title.endsWith(".") ? title : title + ".";
  }

  private static void text(String name, String text, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  /** What could not be checked is told, so that nothing found is not taken for nothing there. */
  private static void invocation(Report report, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", true);
    json.writeArrayFieldStart("toolExecutionNotifications");
    for (String sentence : report.missing()) {
      json.writeStartObject();
      json.writeStringField("level", "warning");
      text("message", sentence, json);
      json.writeEndObject();
    }
    for (Lacking lacking : report.analysis().lacking()) {
      json.writeStartObject();
      json.writeStringField("level", "note");
      text("message", lacking.rule().id() + ": " + lacking.sentence(), json);
      json.writeObjectFieldStart("associatedRule");
      json.writeStringField("id", lacking.rule().id());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void artifact(Report report, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("artifacts");
    json.writeStartObject();
    json.writeObjectFieldStart("location");
    json.writeStringField("uri", report.file().toAbsolutePath().toUri().toString());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void result(Report report, List<Rule> rules, Finding finding, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.rule().id());
    json.writeNumberField("ruleIndex", index(rules, finding.rule()));
    json.writeStringField("level", level(finding.severity()));
    text("message", finding.summary(), json);
    location(report, finding, json);
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("findingKey/v1", finding.key());
    json.writeEndObject();
    json.writeNumberField("occurrenceCount", finding.count());
    if (report.mutes().reason(finding).isPresent()) {
      json.writeArrayFieldStart("suppressions");
      json.writeStartObject();
      json.writeStringField("kind", "external");
      json.writeStringField("justification", report.mutes().reason(finding).get());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static int index(List<Rule> rules, RuleText rule) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).text().equals(rule)) {
        return i;
      }
    }
    return -1;
  }

  /** The innermost line of the program, or the recording. */
  private static void location(Report report, Finding finding, JsonGenerator json)
      throws IOException {
    Optional<Frame> frame =
        report.seen().frames(finding.stackTrace()).stream()
            .filter(each -> !each.isHidden() && LIBRARY.stream().noneMatch(each.type()::startsWith))
            .findFirst();
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    if (frame.isPresent()) {
      json.writeStringField("uri", source(frame.get()));
    } else {
      json.writeStringField("uri", report.file().toAbsolutePath().toUri().toString());
      json.writeNumberField("index", 0);
    }
    json.writeEndObject();
    if (frame.isEmpty()) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("byteOffset", 0);
      json.writeNumberField("byteLength", Files.size(report.file()));
      json.writeEndObject();
    } else if (frame.get().line() > 0) {
      json.writeObjectFieldStart("region");
      json.writeNumberField("startLine", frame.get().line());
      json.writeEndObject();
    }
    json.writeEndObject();
    if (frame.isPresent()) {
      json.writeArrayFieldStart("logicalLocations");
      json.writeStartObject();
      json.writeStringField("fullyQualifiedName", frame.get().type() + "." + frame.get().method());
      json.writeStringField("kind", "function");
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  /** Where the source of a class is, below some root: recordings do not say. */
  private static String source(Frame frame) {
    String type = frame.type();
    int nested = type.indexOf('$');
    return (nested < 0 ? type : type.substring(0, nested)).replace('.', '/') + ".java";
  }
}
