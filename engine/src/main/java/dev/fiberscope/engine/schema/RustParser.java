package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RustItem.AliasItem;
import dev.fiberscope.engine.schema.RustItem.EnumItem;
import dev.fiberscope.engine.schema.RustItem.Expression;
import dev.fiberscope.engine.schema.RustItem.Part;
import dev.fiberscope.engine.schema.RustItem.StructItem;
import dev.fiberscope.engine.schema.RustItem.VariantItem;
import dev.fiberscope.engine.schema.RustLexer.Kind;
import dev.fiberscope.engine.schema.RustLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the structs, enums and type aliases of a Rust file; other items are skipped. */
final class RustParser {
  private static final int DEEPEST_TYPE = 100;
  private static final Set<String> SCOPES = Set.of("crate", "super", "self", "in");
  private static final Set<String> OPENING = Set.of("{", "(", "[");
  private static final Set<String> CLOSING = Set.of("}", ")", "]");

  private final List<Token> tokens;
  private int at;
  private int depth;

  private RustParser(String text) {
    tokens = RustLexer.tokens(text);
  }

  static List<RustItem> items(String text) {
    RustParser parser = new RustParser(text);
    List<RustItem> items = new ArrayList<>();
    while (parser.peek().kind() != Kind.END) {
      parser.item(items);
    }
    return items;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  private boolean accept(String text) {
    boolean found = peek().is(text);
    if (found) {
      take();
    }
    return found;
  }

  private Token expect(String text, String where) {
    if (!peek().is(text)) {
      throw peek().error("expected '" + text + "' " + where + ", found " + peek().shown());
    }
    return take();
  }

  private Token expectWord(String what) {
    // A word written r#type is lexed as r, #, type.
    if (peek().is("r") && tokens.get(at + 1).is("#")) {
      take();
      take();
    }
    if (peek().kind() != Kind.WORD) {
      throw peek().error("expected " + what + ", found " + peek().shown());
    }
    return take();
  }

  private void item(List<RustItem> items) {
    skipAttributes();
    skipVisibility();
    switch (peek().text()) {
      case "struct" -> items.add(struct());
      case "enum" -> items.add(sum());
      case "type" -> items.add(alias());
      case "mod" -> {
        take();
        expectWord("the module's name");
        // The types of an inline module count as well; its brace closes as an item of its own.
        if (!accept("{")) {
          accept(";");
        }
      }
      case "}" -> take();
      case "union" -> throw peek().error("unions cannot be decoded; use an enum");
      default -> skipItem();
    }
  }

  /** Skips to behind the next semicolon or block on this level. */
  private void skipItem() {
    Token start = peek();
    while (peek().kind() != Kind.END) {
      Token token = take();
      if (OPENING.contains(token.text()) && token.kind() == Kind.MARK) {
        skipToClosing(token);
        if (token.is("{")) {
          accept(";");
          return;
        }
      } else if (token.is(";")) {
        return;
      } else if (CLOSING.contains(token.text()) && token.kind() == Kind.MARK) {
        throw token.error(
            "this closes nothing; the item that begins at line "
                + start.line()
                + " has no brace open");
      }
    }
  }

  private void skipToClosing(Token opening) {
    int open = 1;
    while (open > 0) {
      Token token = take();
      if (token.kind() == Kind.END) {
        throw opening.error("this '" + opening.text() + "' is never closed");
      }
      if (token.kind() == Kind.MARK) {
        open += OPENING.contains(token.text()) ? 1 : CLOSING.contains(token.text()) ? -1 : 0;
      }
    }
  }

  private void skipAttributes() {
    while (peek().is("#")) {
      Token start = take();
      accept("!");
      Token bracket = expect("[", "after the # of an attribute");
      int from = at;
      skipToClosing(bracket);
      RustAttributes.check(start, tokens.subList(from, at - 1));
    }
  }

  private void skipVisibility() {
    // In a tuple struct, what follows pub may be a tuple.
    if (accept("pub") && peek().is("(") && SCOPES.contains(tokens.get(at + 1).text())) {
      skipToClosing(take());
    }
  }

  private StructItem struct() {
    take();
    Token name = expectWord("the struct's name");
    List<String> parameters = parameters();
    skipWhere();
    if (peek().is("(")) {
      List<Part> parts = tupleParts();
      skipWhere();
      expect(";", "after the tuple struct " + name.text());
      return new StructItem(name, parameters, Type.Shape.TUPLE, parts);
    }
    if (accept(";")) {
      return new StructItem(name, parameters, Type.Shape.UNIT, List.of());
    }
    return new StructItem(name, parameters, Type.Shape.NAMED, namedParts(name));
  }

  private EnumItem sum() {
    take();
    Token name = expectWord("the enum's name");
    List<String> parameters = parameters();
    skipWhere();
    expect("{", "to open the enum " + name.text());
    List<VariantItem> variants = new ArrayList<>();
    boolean explicit = false;
    while (!accept("}")) {
      skipAttributes();
      Token variant = expectWord("a variant of " + name.text() + " or '}'");
      if (peek().is("{")) {
        variants.add(new VariantItem(variant.text(), Type.Shape.NAMED, namedParts(variant)));
      } else if (peek().is("(")) {
        variants.add(new VariantItem(variant.text(), Type.Shape.TUPLE, tupleParts()));
      } else {
        variants.add(new VariantItem(variant.text(), Type.Shape.UNIT, List.of()));
      }
      if (accept("=")) {
        explicit = true;
        skipDiscriminant();
      }
      separator("}", "between the variants of " + name.text());
    }
    return new EnumItem(name, parameters, explicit, variants);
  }

  private void skipDiscriminant() {
    while (!peek().is(",") && !peek().is("}") && peek().kind() != Kind.END) {
      Token token = take();
      if (token.kind() == Kind.MARK && OPENING.contains(token.text())) {
        skipToClosing(token);
      }
    }
  }

  private AliasItem alias() {
    take();
    Token name = expectWord("the name of the type alias");
    List<String> parameters = parameters();
    skipWhere();
    expect("=", "after type " + name.text());
    Expression target = type();
    expect(";", "after type " + name.text());
    return new AliasItem(name, parameters, target);
  }

  private void separator(String closing, String where) {
    if (!peek().is(closing)) {
      expect(",", where);
    }
  }

  private List<Part> namedParts(Token owner) {
    expect("{", "to open the fields of " + owner.text());
    List<Part> parts = new ArrayList<>();
    while (!accept("}")) {
      skipAttributes();
      skipVisibility();
      Token field = expectWord("a field of " + owner.text() + " or '}'");
      expect(":", "between the field " + field.text() + " and its type");
      parts.add(new Part(field.text(), type()));
      separator("}", "between the fields of " + owner.text());
    }
    return parts;
  }

  private List<Part> tupleParts() {
    expect("(", "to open the fields");
    List<Part> parts = new ArrayList<>();
    while (!accept(")")) {
      skipAttributes();
      skipVisibility();
      parts.add(new Part(String.valueOf(parts.size()), type()));
      separator(")", "between the fields");
    }
    return parts;
  }

  private List<String> parameters() {
    List<String> names = new ArrayList<>();
    if (!accept("<")) {
      return names;
    }
    while (!accept(">")) {
      Token parameter = take();
      if (parameter.is("const")) {
        throw parameter.error("const generics are not supported; write the array's length out");
      }
      if (parameter.kind() == Kind.WORD) {
        names.add(parameter.text());
      } else if (parameter.kind() != Kind.LIFETIME) {
        throw parameter.error("expected a type parameter, found " + parameter.shown());
      }
      skipBounds();
      separator(">", "between type parameters");
    }
    return names;
  }

  /** Skips what may stand behind a type parameter: bounds and a default. */
  private void skipBounds() {
    int open = 0;
    while (peek().kind() != Kind.END && (open > 0 || !peek().is(",") && !peek().is(">"))) {
      open += peek().is("<") ? 1 : peek().is(">") ? -1 : 0;
      take();
    }
  }

  private void skipWhere() {
    if (peek().is("where")) {
      while (!peek().is("{") && !peek().is(";") && peek().kind() != Kind.END) {
        take();
      }
    }
  }

  private Expression type() {
    Token start = peek();
    if (++depth > DEEPEST_TYPE) {
      throw start.error("types are nested deeper than " + DEEPEST_TYPE + " here");
    }
    Expression type =
        switch (start.text()) {
          case "(" -> tuple();
          case "[" -> arrayOrSlice();
          case "&" -> reference();
          case "*", "fn", "dyn", "impl", "!" ->
              throw start.error(
                  start.shown() + " begins a type that cannot be decoded; use a type with data");
          default -> path();
        };
    depth--;
    return type;
  }

  private Expression tuple() {
    Token start = take();
    List<Expression> elements = new ArrayList<>();
    boolean comma = true;
    while (!accept(")")) {
      elements.add(type());
      comma = peek().is(",");
      separator(")", "between the elements of a tuple");
    }
    boolean parenthesized = elements.size() == 1 && !comma;
    return parenthesized ? elements.getFirst() : new Expression.TupleOf(start, elements);
  }

  private Expression arrayOrSlice() {
    Token start = take();
    Expression element = type();
    if (accept("]")) {
      return new Expression.SliceOf(start, element);
    }
    expect(";", "between an array's element and its length");
    int length = arrayLength(take());
    expect("]", "after an array's length");
    return new Expression.ArrayOf(start, element, length);
  }

  private static int arrayLength(Token token) {
    String digits = token.text().replace("_", "").replaceFirst("usize$", "");
    try {
      int length = Integer.decode(digits.isEmpty() ? "?" : digits);
      if (token.kind() == Kind.NUMBER && length >= 0) {
        return length;
      }
    } catch (NumberFormatException notPlain) {
      // Told below.
    }
    throw token.error(
        "expected an array's length as a number up to 2147483647, found " + token.shown());
  }

  private Expression reference() {
    Token start = take();
    if (peek().kind() == Kind.LIFETIME) {
      take();
    }
    accept("mut");
    return new Expression.Reference(start, type());
  }

  private Expression path() {
    accept(":");
    accept(":");
    Token name = expectWord("a type");
    while (peek().is(":") && tokens.get(at + 1).is(":")) {
      take();
      take();
      if (peek().is("<")) {
        break;
      }
      name = expectWord("the next part of a path");
    }
    List<Expression> arguments = new ArrayList<>();
    if (accept("<")) {
      while (!accept(">")) {
        if (peek().kind() == Kind.LIFETIME) {
          take();
        } else {
          arguments.add(type());
        }
        separator(">", "between type arguments");
      }
    }
    return new Expression.Name(name, arguments);
  }
}
