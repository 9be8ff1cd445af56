package dev.fiberscope.engine.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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

  /** The form of text that is of no other form, taken as it is. */
  public static final String TEXT = "plain text";

  /** Texts are tried in this order. */
  private static final List<PayloadForm> FORMS =
      List.of(new HexDump(), new NumberList(), new ByteString(), new HexDigits(), new Base64Text());

  /** More than any text that people paste; what is larger is binary. */
  private static final int MOST_TEXT = 1 << 28;

  /** The names of all forms, for a choice. */
  public static List<String> forms() {
    return Stream.concat(Stream.of(BINARY), FORMS.stream().map(PayloadForm::name)).toList();
  }

  /**
   * The content of a file: text of some form, or the bytes themselves.
   *
   * @throws IllegalArgumentException as {@link #ofText}
   */
  public static Payload ofFile(byte[] content) {
    boolean wide =
        content.length >= 2 && (content[0] & content[1] & 0xff) == 0xfe && content.length % 2 == 0;
    if (wide) {
      // Text as Windows writes it, with a mark that says so.
      return ofText(new String(content, StandardCharsets.UTF_16))
          .orElse(new Payload(content, BINARY));
    }
    return content.length <= MOST_TEXT && isText(content)
        ? ofText(new String(content, StandardCharsets.UTF_8)).orElse(new Payload(content, TEXT))
        : new Payload(content, BINARY);
  }

  /**
   * A pasted text; empty if it is of no form.
   *
   * @throws IllegalArgumentException with a sentence if it is of one, but not whole
   */
  public static Optional<Payload> ofText(String given) {
    String text = given.startsWith("\ufeff") ? given.substring(1) : given;
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
      if (each >= 0 && each < ' ' && !space || each == 0x7f) {
        return false;
      }
    }
    return content.length > 0 && isUtf8(content);
  }

  private static boolean isUtf8(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException binary) {
      return false;
    }
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
