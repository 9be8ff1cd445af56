package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an error says to somebody who has seen it before. */
public final class Advice {
  private static final int TEXT_BYTES = 8;
  private static final int FEW_MISSING = 4_096;

  private Advice() {}

  /** Sentences, none if there is nothing to say beyond the error. */
  public static List<String> of(Replay replay, WireConfig config) {
    List<String> sentences = new ArrayList<>();
    Optional<DecodeException> failure = replay.error();
    if (failure.isEmpty()) {
      return sentences;
    }
    DecodeException problem = failure.get();
    if (problem.error() instanceof DecodeError.UnexpectedVariant variant) {
      if (variant.found() == variant.variants()) {
        sentences.add(
            "Variant "
                + variant.found()
                + " is the first one that "
                + variant.typeName()
                + " does not have: was it written by a newer version?");
      } else if (variant.explicit()) {
        sentences.add(
            "bincode writes a variant's index, not the number given to it; if "
                + variant.found()
                + " is such a number, something else wrote this.");
      }
    }
    if (problem.error() instanceof DecodeError.GuardHit guard) {
      sentences.add(
          "This is a limit of Fiberscope's: "
              + guard.frames()
              + " values may be open at a time; Rust has no such limit.");
    }
    if (config.isCbor()) {
      sentences.addAll(CborAdvice.of(replay, problem));
      return sentences;
    }
    textAsLength(replay).ifPresent(sentences::add);
    kind(replay.bytes()).ifPresent(sentences::add);
    return sentences;
  }

  /** What bytes say by themselves that are left behind a message. */
  public static List<String> ofRest(Replay replay) {
    return isPadding(replay.bytes(), replay.consumed())
        ? List.of("All bytes behind it are zero: padding?")
        : List.of();
  }

  /** True if nothing but zeros stands behind the bytes of a message. */
  static boolean isPadding(byte[] bytes, long consumed) {
    for (int i = (int) consumed; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** That a message was cut, where nothing else explains why it ends too early. */
  public static Optional<String> ofCut(Replay replay) {
    boolean cut =
        replay.error().isPresent()
            && replay.error().get().error() instanceof DecodeError.UnexpectedEnd end
            && end.additional() > 0
            && end.additional() < FEW_MISSING
            && kind(replay.bytes()).isEmpty()
            && textAsLength(replay).isEmpty();
    if (!cut) {
      return Optional.empty();
    }
    long missing = ((DecodeError.UnexpectedEnd) replay.error().orElseThrow().error()).additional();
    return Optional.of(
        "If all before it is right, the message was cut: at least "
            + missing
            + (missing == 1 ? " byte is missing." : " bytes are missing."));
  }

  /** What bytes are that begin as well-known files do. */
  private static Optional<String> kind(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    String kind =
        switch (first) {
          case 0x1f8b -> "gzip";
          case 0x7801, 0x785e, 0x789c, 0x78da -> "zlib";
          case 0x28b5 -> "zstd";
          case 0x504b -> "a zip file";
          case 0x7b22, 0x5b7b, 0x7b0a, 0x7b20 -> "JSON";
          default -> "";
        };
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "These bytes begin as " + kind + " does; bincode never writes that by itself.");
  }

  /** A length, of a list or of a text, whose eight bytes are text themselves. */
  private static Optional<String> textAsLength(Replay replay) {
    Step failed = replay.step(replay.steps());
    int from = (int) failed.offset();
    boolean hasLength = failed.part() == Step.Part.LENGTH || failed.typeName().equals("String");
    if (!hasLength || from + TEXT_BYTES > replay.bytes().length) {
      return Optional.empty();
    }
    String text = new String(replay.bytes(), from, TEXT_BYTES, StandardCharsets.ISO_8859_1);
    return text.chars().allMatch(c -> c >= ' ' && c <= '~')
        ? Optional.of(
            "What is read as a length at offset "
                + from
                + " is the text \""
                + text
                + "\": there is no length here, or a field before it is missing or too short.")
        : Optional.empty();
  }
}
