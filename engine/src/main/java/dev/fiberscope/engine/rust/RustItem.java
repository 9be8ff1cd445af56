package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustLexer.Token;
import dev.fiberscope.engine.schema.Type;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What Rust text declares, before names are looked up. */
sealed interface RustItem {
  /** Where its name stands. */
  Token name();

  /** The modules around it, outermost first. */
  List<String> module();

  List<Parameter> parameters();

  RustAttributes attributes();

  /** A type, or a value in the place of one, as it is written. */
  sealed interface Expression {
    /** Where it begins. */
    Token at();

    /** A name with arguments; of a path such as {@code std::collections::HashMap} all words. */
    record Name(Token at, List<String> path, List<Expression> arguments) implements Expression {
      String last() {
        return path.getLast();
      }
    }

    record TupleOf(Token at, List<Expression> elements) implements Expression {}

    record ArrayOf(Token at, Expression element, Constant length) implements Expression {}

    record SliceOf(Token at, Expression element) implements Expression {}

    record Reference(Token at, Expression inner) implements Expression {}

    /** A function, a pointer, a trait object: nothing that travels. */
    record Opaque(Token at) implements Expression {}

    /** A value for a const parameter. */
    record ValueOf(Token at, Constant value) implements Expression {}
  }

  /** A number that is known when Rust compiles. */
  sealed interface Constant {
    Token at();

    record Number(Token at, BigInteger value) implements Constant {}

    record NameOf(Token at, List<String> path) implements Constant {}

    record Unary(Token at, String operator, Constant operand) implements Constant {}

    record Binary(Token at, String operator, Constant left, Constant right) implements Constant {}

    record SizeOf(Token at, Expression type) implements Constant {}

    /** What cannot be computed here, such as a call. */
    record Unknown(Token at, String what) implements Constant {}
  }

  /**
   * @param isConst true if it stands for a number
   * @param standard what it is where nothing is given
   */
  record Parameter(String name, boolean isConst, Optional<Expression> standard) {}

  record Part(Token at, String name, Expression type, RustAttributes attributes) {}

  record VariantItem(
      Token at, String name, Type.Shape shape, List<Part> parts, RustAttributes attributes) {}

  record StructItem(
      Token name,
      List<String> module,
      List<Parameter> parameters,
      RustAttributes attributes,
      Type.Shape shape,
      List<Part> parts)
      implements RustItem {}

  record EnumItem(
      Token name,
      List<String> module,
      List<Parameter> parameters,
      RustAttributes attributes,
      boolean explicit,
      List<VariantItem> variants)
      implements RustItem {}

  record AliasItem(
      Token name,
      List<String> module,
      List<Parameter> parameters,
      RustAttributes attributes,
      Expression target)
      implements RustItem {}

  /** {@code use path as name;} in a module; the name is {@code *} for all that is there. */
  record Use(List<String> module, String name, List<String> path) {}

  /** {@code const NAME: usize = value;} in a module, or in the impl of a type. */
  record ConstantItem(Token at, List<String> module, String name, Constant value) {}

  /** All that a Rust file declares. */
  record File(
      List<RustItem> items,
      List<Use> uses,
      List<ConstantItem> constants,
      List<HandWritten> handWritten) {}

  /** {@code impl Serialize for Order}: what travels is in that code. */
  record HandWritten(Token at, List<String> module, String trait, String type) {}
}
