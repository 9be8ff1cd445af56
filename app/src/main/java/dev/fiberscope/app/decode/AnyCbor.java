package dev.fiberscope.app.decode;

import dev.fiberscope.app.decode.PayloadReading.Result;
import dev.fiberscope.engine.cbor.CborItem;
import dev.fiberscope.engine.cbor.CborLines;
import dev.fiberscope.engine.cbor.CborParser;
import dev.fiberscope.engine.payload.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes of which no types are known, as CBOR if they are any. */
final class AnyCbor {
  private static final int MOST_LINES = 2_000;
  private static final int MOST_WARNINGS = 10;

  private AnyCbor() {}

  static Result of(Payload payload, int skip) {
    byte[] bytes =
        Arrays.copyOfRange(
            payload.bytes(), Math.min(skip, payload.bytes().length), payload.bytes().length);
    CborParser.Sequence read = CborParser.read(bytes);
    List<String> said = new ArrayList<>();
    said.add(
        read.problem().isEmpty()
            ? "No types are given. As CBOR these bytes are "
                + (read.items().size() == 1 ? "one item." : read.items().size() + " items.")
            : "No types are given. " + read.problem().get().getMessage());
    read.warnings().stream().limit(MOST_WARNINGS).forEach(each -> said.add(each.text()));
    return new Result(
        "", List.of(), payload, List.of(), "", said, List.of(), lines(read.items(), bytes.length));
  }

  private static List<String> lines(List<CborItem> items, int length) {
    int digits = String.valueOf(length).length();
    List<String> lines = new ArrayList<>();
    for (CborItem item : items) {
      for (CborLines.Line line : CborLines.of(item)) {
        if (lines.size() == MOST_LINES) {
          lines.add("\u2026 fiberscope decode --format-in cbor shows all of it");
          return lines;
        }
        lines.add(line.numbered(digits));
      }
    }
    return lines;
  }
}
