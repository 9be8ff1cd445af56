package dev.fiberscope.engine.payload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bytes as somebody gave them.
 *
 * @param form how they were written, for people: {@code binary}, {@code hex}
 */
public record Payload(byte[] bytes, String form) {
  /** The form of bytes that are no text. */
  public static final String BINARY = "binary";

  /** Texts are tried in this order. */
  private static final List<PayloadForm> FORMS =
      List.of(new HexDump(), new NumberList(), new ByteString(), new HexDigits(), new Base64Text());

  /** More than any text that people paste; what is larger is binary. */
  private static final int MOST_TEXT = 1 << 28;

  /** The names of all forms, for a choice. */
  public static List<String> forms() {
    return Stream.concat(Stream.of(BINARY), FORMS.stream().map(PayloadForm::name)).toList();
  }

  /** The content of a file: text of some form, or the bytes themselves. */
  public static Payload ofFile(byte[] content) {
    return content.length <= MOST_TEXT && isText(content)
        ? ofText(new String(content, StandardCharsets.UTF_8)).orElse(new Payload(content, BINARY))
        : new Payload(content, BINARY);
  }

  /** A pasted text; empty if it is of no form. */
  public static Optional<Payload> ofText(String text) {
    for (PayloadForm form : FORMS) {
      Optional<byte[]> bytes = form.read(text);
      if (bytes.isPresent()) {
        return Optional.of(new Payload(bytes.get(), form.name()));
      }
    }
    return Optional.empty();
  }

  /**
   * Content that is said to be of a form.
   *
   * @throws IllegalArgumentException with a sentence if it is not, or if there is no such form
   */
  public static Payload of(byte[] content, String form) {
    if (form.equals(BINARY)) {
      return new Payload(content, BINARY);
    }
    Map<String, PayloadForm> byName = new LinkedHashMap<>();
    FORMS.forEach(each -> byName.put(each.name(), each));
    PayloadForm wanted = byName.get(form);
    if (wanted == null) {
      throw new IllegalArgumentException(
          "There is no form \"" + form + "\"; there are " + String.join(", ", forms()) + ".");
    }
    return wanted
        .read(new String(content, StandardCharsets.UTF_8))
        .map(bytes -> new Payload(bytes, form))
        .orElseThrow(() -> new IllegalArgumentException("The payload is no " + form + "."));
  }

  private static boolean isText(byte[] content) {
    for (byte each : content) {
      boolean space = each == '\n' || each == '\r' || each == '\t';
      if (each < ' ' && !space || each == 0x7f) {
        return false;
      }
    }
    return content.length > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload
        && form.equals(payload.form)
        && Arrays.equals(bytes, payload.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes of " + form;
  }
}
