package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustItem.AliasItem;
import dev.fiberscope.engine.rust.RustItem.Constant;
import dev.fiberscope.engine.rust.RustItem.ConstantItem;
import dev.fiberscope.engine.rust.RustItem.EnumItem;
import dev.fiberscope.engine.rust.RustItem.Expression;
import dev.fiberscope.engine.rust.RustItem.HandWritten;
import dev.fiberscope.engine.rust.RustItem.Parameter;
import dev.fiberscope.engine.rust.RustItem.Part;
import dev.fiberscope.engine.rust.RustItem.StructItem;
import dev.fiberscope.engine.rust.RustItem.Use;
import dev.fiberscope.engine.rust.RustItem.VariantItem;
import dev.fiberscope.engine.rust.RustLexer.Kind;
import dev.fiberscope.engine.rust.RustLexer.Token;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a Rust file declares: types, modules, uses, constants and which traits are implemented
 * by hand. Other items are skipped.
 */
final class RustParser {
  private static final Set<String> SCOPES = Set.of("crate", "super", "self", "in");
  private static final int DEEPEST_MODULE = 50;

  private final RustTokens tokens;
  private final RustExpressions expressions;
  private final List<String> module;
  private final RustItem.File file;

  private RustParser(RustTokens tokens, List<String> module, RustItem.File file) {
    this.tokens = tokens;
    this.expressions = new RustExpressions(tokens);
    this.module = List.copyOf(module);
    this.file = file;
  }

  static RustItem.File file(String text) {
    return file(text, List.of());
  }

  /**
   * @param module what all of it is in
   */
  static RustItem.File file(String text, List<String> module) {
    RustItem.File file =
        new RustItem.File(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    new RustParser(RustTokens.of(text), module, file).items();
    return file;
  }

  private void items() {
    while (!tokens.atEnd()) {
      item();
    }
  }

  private void item() {
    RustAttributes attributes = RustAttributes.read(tokens);
    skipVisibility();
    switch (tokens.peek().text()) {
      case "struct" -> file.items().add(struct(attributes));
      case "enum" -> file.items().add(sum(attributes));
      case "type" -> alias(attributes);
      case "mod" -> module();
      case "use" -> use();
      case "const", "static" -> constant(module);
      case "impl" -> implementation();
      case "unsafe" -> {
        tokens.take();
        if (!tokens.peek().is("impl")) {
          tokens.skipItem();
        }
      }
      default -> {
        if (isBitflags()) {
          bitflags();
        } else {
          tokens.skipItem();
        }
      }
    }
  }

  /** True if {@code bitflags!} comes next, of whatever crate. */
  private boolean isBitflags() {
    int ahead = 0;
    while (tokens.peek(ahead + 1).is(":") && tokens.peek(ahead + 2).is(":")) {
      ahead += 3;
    }
    return tokens.peek(ahead).is("bitflags") && tokens.peek(ahead + 1).is("!");
  }

  private void skipVisibility() {
    // In a tuple struct, what follows pub may be a tuple.
    if (tokens.accept("pub") && tokens.peek().is("(") && SCOPES.contains(tokens.peek(1).text())) {
      tokens.skipToClosing(tokens.take());
    }
  }

  private void module() {
    Token start = tokens.take();
    Token name = tokens.expectWord("the module's name");
    if (module.size() == DEEPEST_MODULE) {
      throw start.error("modules are nested deeper than " + DEEPEST_MODULE + " here");
    }
    if (tokens.peek().is("{")) {
      RustTokens content = tokens.group(tokens.take());
      new RustParser(content, RustNames.joined(module, List.of(name.text())), file).items();
    } else {
      tokens.accept(";");
    }
  }

  private void use() {
    tokens.take();
    tokens.acceptPathSeparator();
    useTree(tokens, List.of());
    tokens.skipTo(Set.of(";"));
    tokens.accept(";");
  }

  private void useTree(RustTokens from, List<String> before) {
    if (before.size() > DEEPEST_MODULE) {
      throw from.peek().error("this use is nested deeper than " + DEEPEST_MODULE);
    }
    List<String> path = new ArrayList<>(before);
    while (true) {
      Token token = from.peek();
      if (token.is("{")) {
        RustTokens group = from.group(from.take());
        while (!group.atEnd()) {
          useTree(group, path);
          group.skipTo(Set.of(","));
          group.accept(",");
        }
        return;
      }
      if (token.is("*")) {
        from.take();
        file.uses().add(new Use(module, "*", path));
        return;
      }
      path.add(from.expectWord("a path").text());
      if (!from.acceptPathSeparator()) {
        break;
      }
    }
    if (path.getLast().equals("self")) {
      path.removeLast();
    }
    String name =
        from.accept("as")
            ? from.expectWord("the name to use it by").text()
            : path.isEmpty() ? "" : path.getLast();
    file.uses().add(new Use(module, name, List.copyOf(path)));
  }

  /** {@code const NAME: usize = 4;} in a module, or in the impl of the type that ends the path. */
  private void constant(List<String> owner) {
    if (tokens.peek(1).is("fn") || tokens.peek(1).is("unsafe")) {
      tokens.skipItem();
      return;
    }
    tokens.take();
    tokens.accept("mut");
    Token name = tokens.peek();
    tokens.skipTo(Set.of("=", ";"));
    if (tokens.accept("=") && isPlain()) {
      file.constants().add(new ConstantItem(name, owner, name.text(), constantValue()));
    }
    tokens.skipTo(Set.of(";"));
    tokens.accept(";");
  }

  /** What cannot be read matters only where it is used. */
  private Constant constantValue() {
    Token start = tokens.peek();
    try {
      return new RustExpressions(tokens).constant();
    } catch (SchemaException unreadable) {
      return new Constant.Unknown(start, "this constant");
    }
  }

  /** True if a number may follow, not a string, a struct or a reference. */
  private boolean isPlain() {
    Token next = tokens.peek();
    boolean begins =
        next.kind() == Kind.NUMBER
            || next.kind() == Kind.WORD
            || next.is("(")
            || next.is("{")
            || next.is("-")
            || next.is("!");
    if (!begins) {
      return false;
    }
    for (int ahead = 0; !tokens.peek(ahead).is(";"); ahead++) {
      Token token = tokens.peek(ahead);
      boolean macro = token.is("!") && tokens.peek(ahead + 1).is("[");
      if (token.kind() == Kind.END
          || token.kind() == Kind.LITERAL
          || macro
          || token.is("[")
          || token.is("&") && token.kind() == Kind.MARK && ahead == 0
          || token.is("{") && ahead > 0
          || token.is(".")
          || token.is("=")
          || token.is("if")
          || token.is("match")) {
        return false;
      }
    }
    return true;
  }

  private void implementation() {
    tokens.take();
    if (tokens.accept("<")) {
      skipAngles();
    }
    Token start = tokens.peek();
    String trait = "";
    String name = "";
    while (!tokens.atEnd() && !tokens.peek().is("{") && !tokens.peek().is(";")) {
      Token token = tokens.take();
      if (token.is("for")) {
        trait = name;
      } else if (token.is("where")) {
        break;
      } else if (token.is("<")) {
        skipAngles();
      } else if (RustTokens.opens(token)) {
        tokens.skipToClosing(token);
      } else if (token.kind() == Kind.WORD) {
        name = token.text();
      }
    }
    tokens.skipTo(Set.of("{", ";"));
    if (!trait.isEmpty()) {
      file.handWritten().add(new HandWritten(start, module, trait, name));
    }
    if (tokens.peek().is("{")) {
      RustTokens content = tokens.group(tokens.take());
      new RustParser(content, module, file).constantsOf(RustNames.joined(module, List.of(name)));
    } else {
      tokens.accept(";");
    }
  }

  private void constantsOf(List<String> type) {
    while (!tokens.atEnd()) {
      RustAttributes.read(tokens);
      skipVisibility();
      if (tokens.peek().is("const")) {
        constant(type);
      } else {
        tokens.skipItem();
      }
    }
  }

  private void skipAngles() {
    int open = 1;
    while (open > 0 && !tokens.atEnd()) {
      Token token = tokens.take();
      // The > of an arrow closes nothing.
      boolean arrow = token.is("-") && tokens.peek().is(">");
      if (arrow) {
        tokens.take();
      }
      open += token.is("<") ? 1 : token.is(">") ? -1 : 0;
    }
  }

  /** {@code bitflags! { struct Flags: u32 { … } }} is a struct of its bits. */
  private void bitflags() {
    tokens.skipTo(Set.of("!"));
    tokens.take();
    RustTokens content = tokens.group(tokens.take());
    tokens.accept(";");
    RustParser inner = new RustParser(content, module, file);
    while (!content.atEnd()) {
      RustAttributes attributes = RustAttributes.read(content);
      inner.skipVisibility();
      if (!content.accept("struct")) {
        content.skipItem();
        continue;
      }
      Token name = content.expectWord("the name of the flags");
      content.expect(":", "between the flags' name and the type of their bits");
      Expression bits = inner.expressions.type();
      content.skipItem();
      Part part = new Part(name, "bits", bits, RustAttributes.NONE);
      file.items()
          .add(
              new StructItem(name, module, List.of(), attributes, Type.Shape.NAMED, List.of(part)));
    }
  }

  private Token itemName(String what) {
    Token name = tokens.expectWord(what);
    if (!tokens.isPathSeparator()) {
      return name;
    }
    // Fiberscope itself writes the module before names that occur twice.
    StringBuilder path = new StringBuilder(name.text());
    while (tokens.acceptPathSeparator()) {
      path.append("::").append(tokens.expectWord("the next part of a name").text());
    }
    return new Token(Kind.WORD, path.toString(), name.line(), name.column());
  }

  private StructItem struct(RustAttributes attributes) {
    tokens.take();
    Token name = itemName("the struct's name");
    List<Parameter> parameters = parameters();
    skipWhere();
    if (tokens.peek().is("(")) {
      List<Part> parts = tupleParts();
      skipWhere();
      tokens.expect(";", "after the tuple struct " + name.text());
      return new StructItem(name, module, parameters, attributes, Type.Shape.TUPLE, parts);
    }
    if (tokens.accept(";")) {
      return new StructItem(name, module, parameters, attributes, Type.Shape.UNIT, List.of());
    }
    return new StructItem(name, module, parameters, attributes, Type.Shape.NAMED, namedParts(name));
  }

  private EnumItem sum(RustAttributes attributes) {
    tokens.take();
    Token name = itemName("the enum's name");
    List<Parameter> parameters = parameters();
    skipWhere();
    tokens.expect("{", "to open the enum " + name.text());
    List<VariantItem> variants = new ArrayList<>();
    boolean explicit = false;
    while (!tokens.accept("}")) {
      RustAttributes own = RustAttributes.read(tokens);
      Token variant = tokens.expectWord("a variant of " + name.text() + " or '}'");
      Type.Shape shape = Type.Shape.UNIT;
      List<Part> parts = List.of();
      if (tokens.peek().is("{")) {
        shape = Type.Shape.NAMED;
        parts = namedParts(variant);
      } else if (tokens.peek().is("(")) {
        shape = Type.Shape.TUPLE;
        parts = tupleParts();
      }
      variants.add(new VariantItem(variant, variant.text(), shape, parts, own));
      if (tokens.accept("=")) {
        explicit = true;
        tokens.skipTo(Set.of(",", "}"));
      }
      tokens.separator("}", "between the variants of " + name.text());
    }
    return new EnumItem(name, module, parameters, attributes, explicit, variants);
  }

  private void alias(RustAttributes attributes) {
    tokens.take();
    Token name = itemName("the name of the type alias");
    List<Parameter> parameters = parameters();
    skipWhere();
    tokens.expect("=", "after type " + name.text());
    Expression target = expressions.type();
    tokens.expect(";", "after type " + name.text());
    file.items().add(new AliasItem(name, module, parameters, attributes, target));
  }

  private List<Part> namedParts(Token owner) {
    tokens.expect("{", "to open the fields of " + owner.text());
    List<Part> parts = new ArrayList<>();
    while (!tokens.accept("}")) {
      RustAttributes own = RustAttributes.read(tokens);
      skipVisibility();
      Token field = tokens.expectWord("a field of " + owner.text() + " or '}'");
      tokens.expect(":", "between the field " + field.text() + " and its type");
      Part part = new Part(field, field.text(), expressions.type(), own);
      // Of fields that are compiled on some condition the first one counts.
      boolean again =
          !own.options("cfg").isEmpty()
              && parts.stream().anyMatch(each -> each.name().equals(part.name()));
      if (!again) {
        parts.add(part);
      }
      tokens.separator("}", "between the fields of " + owner.text());
    }
    return parts;
  }

  private List<Part> tupleParts() {
    tokens.expect("(", "to open the fields");
    List<Part> parts = new ArrayList<>();
    while (!tokens.accept(")")) {
      RustAttributes own = RustAttributes.read(tokens);
      skipVisibility();
      Token at = tokens.peek();
      parts.add(new Part(at, String.valueOf(parts.size()), expressions.type(), own));
      tokens.separator(")", "between the fields");
    }
    return parts;
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    if (!tokens.accept("<")) {
      return parameters;
    }
    while (!tokens.accept(">")) {
      RustAttributes.read(tokens);
      boolean isConst = tokens.accept("const");
      Token parameter = tokens.take();
      boolean name = parameter.kind() == Kind.WORD || parameter.kind() == Kind.NUMBER;
      if (RustTokens.opens(parameter)) {
        // Fiberscope itself writes what was given for a parameter in its place.
        tokens.skipToClosing(parameter);
        name = true;
      }
      if (!name && parameter.kind() != Kind.LIFETIME) {
        throw parameter.error("expected a type parameter, found " + parameter.shown());
      }
      Optional<Expression> standard = skipBounds();
      if (name) {
        parameters.add(new Parameter(parameter.text(), isConst, standard));
      }
      tokens.separator(">", "between type parameters");
    }
    return parameters;
  }

  /** Skips bounds behind a type parameter; what it is by default may follow them. */
  private Optional<Expression> skipBounds() {
    while (!tokens.atEnd() && !tokens.peek().is(",") && !tokens.peek().is(">")) {
      if (tokens.accept("=")) {
        Token next = tokens.peek();
        return Optional.of(
            next.kind() == Kind.NUMBER || next.is("{")
                ? new Expression.ValueOf(next, expressions.constant())
                : expressions.type());
      }
      Token token = tokens.take();
      if (token.is("<")) {
        skipAngles();
      } else if (RustTokens.opens(token)) {
        tokens.skipToClosing(token);
      } else if (token.is("-") && tokens.peek().is(">")) {
        tokens.take();
      }
    }
    return Optional.empty();
  }

  private void skipWhere() {
    if (tokens.peek().is("where")) {
      tokens.skipTo(Set.of("{", ";"));
    }
  }
}
