package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.DecodeException;
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
  public static List<String> of(Replay replay) {
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
    Optional<String> text = textAsLength(replay);
    text.ifPresent(sentences::add);
    if (text.isEmpty()
        && problem.error() instanceof DecodeError.UnexpectedEnd end
        && end.additional() > 0
        && end.additional() < FEW_MISSING) {
      sentences.add(
          "All before it fits, so the message may have been cut: at least "
              + end.additional()
              + (end.additional() == 1 ? " byte is missing." : " bytes are missing."));
    }
    return sentences;
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
