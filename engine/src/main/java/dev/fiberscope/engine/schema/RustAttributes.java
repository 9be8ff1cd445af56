package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RustLexer.Token;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names attributes that change what travels, rather than ignoring them. */
final class RustAttributes {
  private static final Set<String> HARMLESS_BINCODE =
      Set.of("crate", "bounds", "encode_bounds", "decode_bounds", "borrow_decode_bounds");

  /** What serde does to the wire; it matters because bincode can go through serde. */
  private static final Set<String> HARMFUL_SERDE =
      Set.of(
          "skip",
          "skip_serializing",
          "skip_deserializing",
          "skip_serializing_if",
          "with",
          "serialize_with",
          "deserialize_with",
          "flatten",
          "tag",
          "untagged",
          "content",
          "from",
          "into",
          "try_from",
          "transparent",
          "remote",
          "other");

  private RustAttributes() {}

  /**
   * @param content the tokens between the brackets
   * @throws SchemaException if the attribute changes the wire format
   */
  static void check(Token start, List<Token> content) {
    if (content.size() < 2) {
      return;
    }
    String name = content.getFirst().text();
    for (int i = 1; i < content.size(); i++) {
      boolean begins = content.get(i - 1).is("(") || content.get(i - 1).is(",");
      String option = content.get(i).text();
      boolean harmful =
          name.equals("bincode") && !HARMLESS_BINCODE.contains(option)
              || name.equals("serde") && HARMFUL_SERDE.contains(option);
      if (begins && harmful && !content.get(i).is(")")) {
        throw start.error(
            "#["
                + content.stream().map(Token::text).collect(Collectors.joining())
                + "] changes the"
                + " wire format and is not supported; write the type as it travels");
      }
    }
  }
}
