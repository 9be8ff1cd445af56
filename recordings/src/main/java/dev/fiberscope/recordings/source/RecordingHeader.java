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
  private static final int MAJOR = 5;
  private static final int MINOR = 7;
  private static final byte[] MAGIC = {'F', 'L', 'R', 0};

  private RecordingHeader() {}

  /**
   * Looks whether a file can be read and is a recording, or something that recordings are packed
   * into.
   *
   * @throws RecordingException if the file cannot be read or is no JFR recording
   */
  public static void check(Path file) throws RecordingException {
    if (!Files.exists(file)) {
      throw new RecordingException("There is no file " + file + ".");
    }
    if (Files.isDirectory(file)) {
      return;
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(Math.max(HEADER_BYTES, Packing.HEAD));
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
    Packing packing = Packing.of(head);
    if (packing != Packing.NONE && packing != Packing.OTHER) {
      return;
    }
    if (packing == Packing.OTHER && !isBegun(head)) {
      throw new RecordingException(
          file + " is no JFR recording: it starts with " + shown(head) + " instead of \"FLR\".");
    }
    if (head.length > MAJOR && head[MAJOR] == 0) {
      throw new RecordingException(
          file
              + " is of JFR format 0."
              + head[MINOR]
              + ", which Oracle JDK 7 and 8 wrote before JFR was open; JDK Mission Control shows it."
              + " Nothing converts it, and those JDKs have no fibers: record with OpenJDK 8u262 or"
              + " later, and with 21 or later to see fibers.");
    }
    if (head.length < HEADER_BYTES) {
      throw new RecordingException(
          file + " ends after " + head.length + " bytes, within the header of its first chunk.");
    }
  }

  /** True of a file that was cut within its first four bytes. */
  private static boolean isBegun(byte[] head) {
    return head.length < MAGIC.length && Arrays.equals(head, 0, head.length, MAGIC, 0, head.length);
  }

  private static String shown(byte[] head) {
    String text = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
    return "\"" + text.replaceAll("[^ -~]", "\u00b7") + "\"";
  }
}
