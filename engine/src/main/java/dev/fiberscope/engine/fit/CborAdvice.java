package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.cbor.CborItem;
import dev.fiberscope.engine.cbor.CborItem.Kind;
import dev.fiberscope.engine.cbor.CborParser;
import dev.fiberscope.engine.cbor.CborText;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.wire.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What CBOR says by itself where types do not fit it. */
final class CborAdvice {
  private static final int LONGEST = 60;

  private CborAdvice() {}

  static List<String> of(Replay replay, DecodeException problem) {
    List<String> sentences = new ArrayList<>();
    byte[] bytes = replay.bytes();
    Optional<CborItem> there =
        problem.offset() < bytes.length
            ? CborParser.at(bytes, (int) problem.offset())
            : Optional.empty();
    there.ifPresent(
        item -> sentences.add("At byte " + item.offset() + " stands " + cut(item) + "."));
    Type wanted = replay.step(replay.steps()).type();
    if (there.isPresent() && there.get().text().equals("null")) {
      sentences.add("bincode-next writes an Option as 00, or as 01 and its value, never as null.");
    }
    boolean isMapOfFields =
        there.filter(item -> item.kind() == Kind.MAP).isPresent()
            && !(wanted instanceof Type.Mapping);
    if (isMapOfFields) {
      sentences.add(
          "Its keys may be the names of fields, as serde's libraries write structs (ciborium,"
              + " serde_cbor); bincode-next writes an array without names.");
    }
    CborParser.Sequence all = CborParser.read(bytes);
    if (all.problem().isEmpty()) {
      sentences.add(
          "All bytes are well-formed CBOR: without types, they can be shown in diagnostic"
              + " notation (decode --format-in cbor).");
    }
    return sentences;
  }

  private static String cut(CborItem item) {
    String text = CborText.of(item);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
  }
}
