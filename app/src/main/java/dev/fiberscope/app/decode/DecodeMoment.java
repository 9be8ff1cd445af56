package dev.fiberscope.app.decode;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.recordings.index.SessionIndex.MessageChunk;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A decode at one of its suspensions: which frames were open, which bytes had arrived.
 *
 * @param number which suspension of the decode this is, from 1; 0 if there was none
 * @param suspensions how many there were
 * @param frames the decoder stack, outermost first; empty without a suspension
 * @param bytes the message as far as the recording has it
 * @param arrived how many of {@code bytes} had arrived
 * @param chunks what arrived of this message, with the times
 */
public record DecodeMoment(
    Decode decode,
    Optional<Suspension> suspension,
    int number,
    int suspensions,
    List<OpenFrame> frames,
    byte[] bytes,
    int arrived,
    List<MessageChunk> chunks,
    Optional<StackUse> stack) {

  private static final int MOST_BYTES = 64 * 1024;

  /**
   * A container that was open, or the field that was being read.
   *
   * @param offset byte of the message it begins at
   */
  public record OpenFrame(long offset, String field, String type) {
    /** {@code items: Vec<Item>}, {@code [2]: Item}, or the type alone. */
    public String label() {
      return field.isEmpty() ? type : field + ": " + type;
    }
  }

  /** The moment that a selection names, if it names a decode. */
  public static Optional<DecodeMoment> of(OpenSession open, Selection selection) {
    if (selection.decode() == Selection.NONE) {
      return Optional.empty();
    }
    Decode decode = open.session().decodes().get(selection.decode());
    int[] rows = open.index().suspensions(selection.decode());
    Optional<Suspension> suspension =
        selection.suspension() == Selection.NONE
            ? Optional.empty()
            : Optional.of(open.session().suspensions().get(selection.suspension()));
    long most =
        decode.outcome() == Outcome.DECODED ? Math.min(decode.consumed(), MOST_BYTES) : MOST_BYTES;
    List<MessageChunk> all = open.index().arrived(decode, lastMoment(decode), most);
    int length = messageLength(decode, all);
    List<MessageChunk> own = all.stream().filter(chunk -> chunk.from() < length).toList();
    return Optional.of(
        new DecodeMoment(
            decode,
            suspension,
            position(rows, selection.suspension()),
            rows.length,
            suspension.map(row -> frames(row.frames())).orElse(List.of()),
            bytes(own, length),
            (int) Math.min(length, suspension.map(Suspension::arrived).orElse((long) length)),
            own,
            open.session().pool().useOf(decode.row())));
  }

  /** What arrives behind a decode that failed belongs to nobody knows which message. */
  private static long lastMoment(Decode decode) {
    return switch (decode.outcome()) {
      case FAILED, CANCELLED -> decode.end();
      case DECODED, OPEN -> Long.MAX_VALUE;
    };
  }

  private static int position(int[] rows, int row) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == row) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int messageLength(Decode decode, List<MessageChunk> chunks) {
    long length =
        decode.outcome() == Outcome.DECODED
            ? Math.min(decode.consumed(), end(chunks))
            : end(chunks);
    return (int) Math.min(length, MOST_BYTES);
  }

  private static int end(List<MessageChunk> chunks) {
    if (chunks.isEmpty()) {
      return 0;
    }
    MessageChunk last = chunks.getLast();
    return (int) Math.min(Integer.MAX_VALUE, last.from() + last.bytes().length);
  }

  private static byte[] bytes(List<MessageChunk> chunks, int length) {
    byte[] bytes = new byte[length];
    for (MessageChunk chunk : chunks) {
      int from = (int) chunk.from();
      System.arraycopy(
          chunk.bytes(), 0, bytes, from, Math.min(chunk.bytes().length, length - from));
    }
    return bytes;
  }

  /** Reads a decoder stack as the engine writes it: a line is offset TAB field TAB type. */
  static List<OpenFrame> frames(String text) {
    List<OpenFrame> frames = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split("\t", 3);
      if (parts.length == 3 && parts[0].chars().allMatch(Character::isDigit)) {
        frames.add(new OpenFrame(Long.parseLong(parts[0]), parts[1], parts[2]));
      }
    }
    return frames;
  }

  /** The index of the innermost open frame that a byte of the message belongs to, or -1. */
  public int frameAt(long offset) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i).offset() <= offset) {
        return i;
      }
    }
    return -1;
  }

  /** Bytes of each chunk of this message, as it arrived. */
  public int[] chunkSizes() {
    return chunks.stream()
        .mapToInt(chunk -> (int) Math.min(chunk.bytes().length, bytes.length - chunk.from()))
        .toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecodeMoment moment
        && decode.equals(moment.decode)
        && suspension.equals(moment.suspension)
        && Arrays.equals(bytes, moment.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * decode.hashCode() + suspension.hashCode();
  }

  @Override
  public String toString() {
    return "decode " + decode.id() + " at suspension " + number + " of " + suspensions;
  }
}
