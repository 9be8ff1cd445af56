package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustItem.Constant;
import dev.fiberscope.engine.rust.RustItem.Expression;
import dev.fiberscope.engine.rust.RustLexer.Kind;
import dev.fiberscope.engine.rust.RustLexer.Token;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads types, and numbers that are known when Rust compiles. */
final class RustExpressions {
  private static final int DEEPEST = 100;

  /** How tightly operators bind. */
  private static final Map<String, Integer> PRECEDENCE =
      Map.of("|", 1, "^", 2, "&", 3, "<<", 4, ">>", 4, "+", 5, "-", 5, "*", 6, "/", 6, "%", 6);

  private final RustTokens tokens;
  private int depth;

  RustExpressions(RustTokens tokens) {
    this.tokens = tokens;
  }

  Expression type() {
    Token start = tokens.peek();
    enter(start, "types");
    Expression type =
        switch (start.text()) {
          case "(" -> tuple();
          case "[" -> arrayOrSlice();
          case "&" -> reference();
          case "*", "fn", "dyn", "impl", "!", "unsafe", "extern" -> opaque();
          case "<" -> qualified();
          default -> path();
        };
    depth--;
    return type;
  }

  private void enter(Token start, String what) {
    if (++depth > DEEPEST) {
      throw start.error(what + " are nested deeper than " + DEEPEST + " here");
    }
  }

  private Expression tuple() {
    Token start = tokens.take();
    List<Expression> elements = new ArrayList<>();
    boolean comma = true;
    while (!tokens.accept(")")) {
      elements.add(type());
      comma = tokens.peek().is(",");
      tokens.separator(")", "between the elements of a tuple");
    }
    boolean parenthesized = elements.size() == 1 && !comma;
    return parenthesized ? elements.getFirst() : new Expression.TupleOf(start, elements);
  }

  private Expression arrayOrSlice() {
    Token start = tokens.take();
    Expression element = type();
    if (tokens.accept("]")) {
      return new Expression.SliceOf(start, element);
    }
    tokens.expect(";", "between an array's element and its length");
    Constant length = constant();
    if (!tokens.peek().is("]")) {
      length = new Constant.Unknown(tokens.peek(), "this length");
      tokens.skipTo(Set.of("]"));
    }
    tokens.expect("]", "after an array's length");
    return new Expression.ArrayOf(start, element, length);
  }

  private Expression reference() {
    Token start = tokens.take();
    if (tokens.peek().kind() == Kind.LIFETIME) {
      tokens.take();
    }
    tokens.accept("mut");
    return new Expression.Reference(start, type());
  }

  /** What cannot be decoded may still stand where nothing travels, as in PhantomData. */
  private Expression opaque() {
    Token start = tokens.take();
    if (start.is("*")) {
      tokens.take();
      type();
    } else if (start.is("dyn") || start.is("impl")) {
      bound();
      while (tokens.accept("+")) {
        bound();
      }
    } else if (!start.is("!")) {
      while (!tokens.peek().is("(") && !tokens.atEnd()) {
        tokens.take();
      }
      signature();
    }
    return new Expression.Opaque(start);
  }

  /** {@code <T as Trait>::Type} stands for a type that only rustc knows. */
  private Expression qualified() {
    Token start = tokens.take();
    skipAngles();
    while (tokens.acceptPathSeparator()) {
      tokens.take();
    }
    return new Expression.Opaque(start);
  }

  private void skipAngles() {
    int open = 1;
    while (open > 0 && !tokens.atEnd()) {
      Token token = tokens.take();
      if (token.is("-") && tokens.peek().is(">")) {
        tokens.take();
      }
      open += token.is("<") ? 1 : token.is(">") ? -1 : 0;
    }
  }

  private void bound() {
    if (tokens.accept("for") && tokens.accept("<")) {
      skipAngles();
    }
    tokens.accept("?");
    if (tokens.peek().kind() == Kind.LIFETIME) {
      tokens.take();
      return;
    }
    path();
    if (tokens.peek().is("(")) {
      signature();
    }
  }

  /** The parameters of a function and what it returns. */
  private void signature() {
    if (tokens.peek().is("(")) {
      tokens.skipToClosing(tokens.take());
    }
    if (tokens.peek().is("-") && tokens.peek(1).is(">")) {
      tokens.take();
      tokens.take();
      type();
    }
  }

  private Expression path() {
    tokens.acceptPathSeparator();
    Token name = tokens.expectWord("a type");
    List<String> path = new ArrayList<>(List.of(name.text()));
    while (tokens.acceptPathSeparator()) {
      if (tokens.peek().is("<")) {
        break;
      }
      name = tokens.expectWord("the next part of a path");
      path.add(name.text());
    }
    List<Expression> arguments = new ArrayList<>();
    if (tokens.peek().is("!") && RustTokens.opens(tokens.peek(1))) {
      tokens.take();
      tokens.skipToClosing(tokens.take());
      return new Expression.Opaque(name);
    }
    if (tokens.accept("<")) {
      while (!tokens.accept(">")) {
        if (tokens.peek().kind() == Kind.LIFETIME) {
          tokens.take();
        } else {
          arguments.add(argument());
        }
        tokens.separator(">", "between type arguments");
      }
    }
    return new Expression.Name(name, path, arguments);
  }

  private Expression argument() {
    Token start = tokens.peek();
    boolean value = start.kind() == Kind.NUMBER || start.is("{") || start.is("-");
    return value ? new Expression.ValueOf(start, operand()) : type();
  }

  /** An expression of numbers. */
  Constant constant() {
    return binary(0);
  }

  private Constant binary(int least) {
    enter(tokens.peek(), "expressions");
    Constant left = operand();
    while (true) {
      String operator = operator();
      int binds = PRECEDENCE.getOrDefault(operator, 0);
      if (binds == 0 || binds <= least) {
        depth--;
        return left;
      }
      Token at = tokens.take();
      if (operator.length() == 2) {
        tokens.take();
      }
      left = new Constant.Binary(at, operator, left, binary(binds));
    }
  }

  private String operator() {
    String one = tokens.peek().text();
    boolean shift = (one.equals("<") || one.equals(">")) && tokens.peek(1).is(one);
    return tokens.peek().kind() != Kind.MARK ? "" : shift ? one + one : one;
  }

  private Constant operand() {
    Constant operand = plainOperand();
    while (tokens.accept("as")) {
      type();
    }
    return operand;
  }

  private Constant plainOperand() {
    Token start = tokens.peek();
    if (start.is("-") || start.is("!")) {
      enter(start, "expressions");
      tokens.take();
      Constant operand = operand();
      depth--;
      return new Constant.Unary(start, start.text(), operand);
    }
    if (start.is("(") || start.is("{")) {
      RustTokens inner = tokens.group(tokens.take());
      RustExpressions within = new RustExpressions(inner);
      within.depth = depth;
      Constant value = within.constant();
      return inner.atEnd() ? value : new Constant.Unknown(start, "this expression");
    }
    if (start.kind() == Kind.NUMBER) {
      return new Constant.Number(start, number(tokens.take()));
    }
    if (start.kind() == Kind.WORD) {
      return named();
    }
    throw start.error("expected an array's length, a number or a name, found " + start.shown());
  }

  private Constant named() {
    Token start = tokens.peek();
    if (!(path() instanceof Expression.Name name)) {
      return new Constant.Unknown(start, "this macro");
    }
    if (!tokens.peek().is("(")) {
      return new Constant.NameOf(start, name.path());
    }
    tokens.skipToClosing(tokens.take());
    return name.last().equals("size_of") && name.arguments().size() == 1
        ? new Constant.SizeOf(start, name.arguments().getFirst())
        : new Constant.Unknown(start, name.last() + "()");
  }

  private static BigInteger number(Token token) {
    String digits =
        token.text().replace("_", "").replaceFirst("(?<=[0-9a-fA-F])[ui](size|\\d+)$", "");
    int radix =
        digits.startsWith("0x")
            ? 16
            : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
    try {
      return new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
    } catch (NumberFormatException none) {
      throw token.error("expected a whole number, found " + token.shown());
    }
  }
}
