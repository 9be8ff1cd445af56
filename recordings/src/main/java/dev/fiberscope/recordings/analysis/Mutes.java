package dev.fiberscope.recordings.analysis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Findings that somebody wants to hear no more of, and why. They are kept beside the recording, in
 * {@code name.jfr.mutes.json}.
 */
public final class Mutes {
  /** Nothing is muted. */
  public static final Mutes NONE = new Mutes(Map.of());

  private static final String SUFFIX = ".mutes.json";

  // By the key of a finding, or the id of a rule.
  private final Map<String, String> reasons;

  private Mutes(Map<String, String> reasons) {
    this.reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
  }

  /** Where those of a recording are kept. */
  public static Path fileOf(Path recording) {
    Path absolute = recording.toAbsolutePath();
    return absolute.resolveSibling(absolute.getFileName() + SUFFIX);
  }

  /**
   * Those beside a recording; none if there is no such file.
   *
   * @throws IOException if the file cannot be read; the message is a sentence
   */
  public static Mutes of(Path recording) throws IOException {
    Path file = fileOf(recording);
    return Files.exists(file) ? read(file) : NONE;
  }

  /**
   * Those of a file: a JSON object of reasons by the keys of findings.
   *
   * @throws IOException if the file cannot be read; the message is a sentence
   */
  public static Mutes read(Path file) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        reasons.put(key, json.nextTextValue());
      }
    } catch (IOException damaged) {
      throw new IOException(
          file + " says no findings to be muted: " + firstLine(damaged) + ".", damaged);
    }
    return new Mutes(reasons);
  }

  private static String firstLine(IOException damaged) {
    return String.valueOf(damaged.getMessage()).lines().findFirst().orElse("").strip();
  }

  /** With one more. */
  public Mutes with(String key, String reason) {
    Map<String, String> more = new TreeMap<>(reasons);
    more.put(key, reason);
    return new Mutes(more);
  }

  /** Without one. */
  public Mutes without(String key) {
    Map<String, String> fewer = new TreeMap<>(reasons);
    fewer.remove(key);
    return new Mutes(fewer);
  }

  /** Why a finding is muted; empty if it is not. */
  public Optional<String> reason(Finding finding) {
    return Optional.ofNullable(reasons.get(finding.key()))
        .or(() -> Optional.ofNullable(reasons.get(finding.rule().id())));
  }

  /** Keeps them beside a recording, all or nothing. */
  public void save(Path recording) throws IOException {
    Path file = fileOf(recording);
    if (reasons.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path next = Files.createTempFile(file.getParent(), "mutes", ".json");
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(next))
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      for (Map.Entry<String, String> each : reasons.entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
