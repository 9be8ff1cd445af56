package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustLexer.Kind;
import dev.fiberscope.engine.rust.RustLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The attributes of an item, a variant or a field, one entry for each option. */
record RustAttributes(List<Entry> entries) {
  /** cfg_attr within cfg_attr. */
  private static final int DEEPEST = 20;

  private static final Set<String> COMMA = Set.of(",");
  static final RustAttributes NONE = new RustAttributes(List.of());

  /**
   * {@code #[serde(tag = "kind")]} is an entry serde, tag, kind.
   *
   * @param value the text of a string behind {@code =}, or what is written there
   */
  record Entry(Token at, String tool, String option, String value) {}

  /** Reads the attributes that come next. */
  static RustAttributes read(RustTokens tokens) {
    List<Entry> entries = new ArrayList<>();
    while (tokens.peek().is("#")) {
      Token start = tokens.take();
      tokens.accept("!");
      Token bracket = tokens.expect("[", "after the # of an attribute");
      attribute(start, tokens.group(bracket), entries, 0);
    }
    return entries.isEmpty() ? NONE : new RustAttributes(List.copyOf(entries));
  }

  private static void attribute(Token start, RustTokens content, List<Entry> entries, int depth) {
    while (!content.atEnd()) {
      String tool = pathEnd(content);
      if (!content.peek().is("(")) {
        if (content.accept("=")) {
          entries.add(new Entry(start, tool, "", value(content)));
        }
        content.skipTo(COMMA);
        content.accept(",");
        continue;
      }
      RustTokens options = content.group(content.take());
      content.accept(",");
      if (tool.equals("cfg_attr")) {
        // Whether the condition holds is not known here; what people paste is what they use.
        options.skipTo(COMMA);
        options.accept(",");
        if (depth < DEEPEST) {
          attribute(start, options, entries, depth + 1);
        }
      } else {
        options(start, tool, options, entries);
      }
    }
  }

  private static void options(Token start, String tool, RustTokens options, List<Entry> entries) {
    while (!options.atEnd()) {
      String option = pathEnd(options);
      String value = "";
      if (options.accept("=")) {
        value = value(options);
      }
      entries.add(new Entry(start, tool, option, value));
      options.skipTo(COMMA);
      options.accept(",");
    }
  }

  /** The last word of a path such as {@code serde::Serialize}. */
  private static String pathEnd(RustTokens tokens) {
    String word = tokens.take().text();
    while (tokens.acceptPathSeparator()) {
      word = tokens.take().text();
    }
    return word;
  }

  private static String value(RustTokens tokens) {
    Token token = tokens.take();
    return token.kind() == Kind.LITERAL ? unquoted(token.text()) : token.text();
  }

  private static String unquoted(String literal) {
    int from = literal.indexOf('"');
    int to = literal.lastIndexOf('"');
    return from >= 0 && to > from ? literal.substring(from + 1, to) : literal;
  }

  private Stream<Entry> of(String tool) {
    return entries.stream().filter(entry -> entry.tool().equals(tool));
  }

  /** {@code #[tool = "value"]}. */
  Optional<Entry> find(String tool) {
    return of(tool).findFirst();
  }

  Optional<Entry> find(String tool, String option) {
    return of(tool).filter(entry -> entry.option().equals(option)).findFirst();
  }

  Optional<Entry> serde(String option) {
    return find("serde", option);
  }

  boolean derives(String trait) {
    return find("derive", trait).isPresent();
  }

  List<Entry> options(String tool) {
    return of(tool).toList();
  }
}
