package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RustLexer.Token;
import java.util.List;

/** What Rust text declares, before names are looked up. */
sealed interface RustItem {
  /** Where its name stands. */
  Token name();

  /** The names of its type parameters. */
  List<String> parameters();

  /** A type as it is written. */
  sealed interface Expression {
    /** Where it begins. */
    Token at();

    /**
     * A name with arguments; of a path such as {@code std::collections::HashMap}, the last word.
     */
    record Name(Token at, List<Expression> arguments) implements Expression {}

    record TupleOf(Token at, List<Expression> elements) implements Expression {}

    record ArrayOf(Token at, Expression element, int length) implements Expression {}

    record SliceOf(Token at, Expression element) implements Expression {}

    record Reference(Token at, Expression inner) implements Expression {}
  }

  record Part(String name, Expression type) {}

  record VariantItem(String name, Type.Shape shape, List<Part> parts) {}

  record StructItem(Token name, List<String> parameters, Type.Shape shape, List<Part> parts)
      implements RustItem {}

  record EnumItem(Token name, List<String> parameters, boolean explicit, List<VariantItem> variants)
      implements RustItem {}

  record AliasItem(Token name, List<String> parameters, Expression target) implements RustItem {}
}
