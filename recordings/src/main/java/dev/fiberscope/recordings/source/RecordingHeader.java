package dev.fiberscope.recordings.source;

import dev.fiberscope.recordings.RecordingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the first bytes of a file say of it. */
public final class RecordingHeader {
  private static final int HEADER_BYTES = 68;
  private static final byte[] MAGIC = {'F', 'L', 'R', 0};

  private RecordingHeader() {}

  /**
   * Looks whether a file can be read and is a recording.
   *
   * @throws RecordingException if the file cannot be read or is no JFR recording
   */
  public static void check(Path file) throws RecordingException {
    if (!Files.exists(file)) {
      throw new RecordingException("There is no file " + file + ".");
    }
    if (Files.isDirectory(file)) {
      throw new RecordingException(file + " is a folder; name the .jfr file in it.");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEADER_BYTES);
    } catch (AccessDeniedException denied) {
      throw new RecordingException("You are not allowed to read " + file + ".", denied);
    } catch (IOException problem) {
      throw new RecordingException(
          file + " cannot be read: " + problem.getMessage() + ".", problem);
    }
    if (head.length == 0) {
      throw new RecordingException(
          file + " is empty: the JVM that was to write it may not have ended yet.");
    }
    if (!Arrays.equals(head, 0, Math.min(4, head.length), MAGIC, 0, 4)) {
      throw new RecordingException(
          file + " is no JFR recording: it starts with " + shown(head) + " instead of \"FLR\".");
    }
    if (head.length < HEADER_BYTES) {
      throw new RecordingException(
          file + " ends after " + head.length + " bytes, within the header of its first chunk.");
    }
  }

  private static String shown(byte[] head) {
    String text = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
    return "\"" + text.replaceAll("[^ -~]", "\u00b7") + "\"";
  }
}
