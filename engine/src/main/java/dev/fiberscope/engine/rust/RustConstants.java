package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustItem.Constant;
import dev.fiberscope.engine.rust.RustItem.ConstantItem;
import dev.fiberscope.engine.rust.RustItem.Expression;
import dev.fiberscope.engine.wire.IntType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes numbers that are known when Rust compiles. */
final class RustConstants {
  private static final String SELF = "Self";
  private static final int DEEPEST = 50;
  private static final int MOST_BITS = 128;

  private final RustNames names;
  private final Map<String, ConstantItem> items = new HashMap<>();
  private int depth;

  RustConstants(List<ConstantItem> declared, RustNames names) {
    this.names = names;
    declared.forEach(item -> items.putIfAbsent(key(item.module(), item.name()), item));
  }

  private static String key(List<String> module, String name) {
    return String.join("::", module) + "::" + name;
  }

  /**
   * @param module where it stands, with the type's name, for which {@code Self} is written
   * @param parameters const parameters by their names
   */
  BigInteger value(Constant constant, List<String> module, Map<String, BigInteger> parameters) {
    if (++depth > DEEPEST) {
      throw constant.at().error("this constant needs itself, or too many others");
    }
    BigInteger value =
        switch (constant) {
          case Constant.Number number -> number.value();
          case Constant.NameOf name -> named(name, module, parameters);
          case Constant.Unary unary -> {
            BigInteger operand = value(unary.operand(), module, parameters);
            yield unary.operator().equals("-") ? operand.negate() : operand.not();
          }
          case Constant.Binary binary ->
              binary(
                  binary,
                  value(binary.left(), module, parameters),
                  value(binary.right(), module, parameters));
          case Constant.SizeOf size -> sizeOf(size);
          case Constant.Unknown unknown ->
              throw unknown
                  .at()
                  .error(unknown.what() + " is not computed here; write the number it gives");
        };
    depth--;
    if (value.bitLength() > MOST_BITS) {
      throw constant.at().error("this number has more than " + MOST_BITS + " bits");
    }
    return value;
  }

  private BigInteger named(
      Constant.NameOf name, List<String> module, Map<String, BigInteger> parameters) {
    String last = name.path().getLast();
    if (name.path().size() == 1 && parameters.containsKey(last)) {
      return parameters.get(last);
    }
    ConstantItem item = find(name.path(), module);
    if (item != null) {
      return value(item.value(), item.module(), Map.of());
    }
    return integerConstant(name.path())
        .orElseThrow(
            () ->
                name.at()
                    .error(
                        "there is no constant "
                            + String.join("::", name.path())
                            + " in this text; add const "
                            + last
                            + ": usize = \u2026;"));
  }

  private ConstantItem find(List<String> path, List<String> module) {
    List<String> named =
        path.getFirst().equals(SELF)
            ? RustNames.joined(
                module.subList(Math.max(0, module.size() - 1), module.size()),
                path.subList(1, path.size()))
            : path;
    for (List<String> candidate : names.candidates(named, module)) {
      ConstantItem item =
          items.get(key(candidate.subList(0, candidate.size() - 1), candidate.getLast()));
      if (item != null) {
        return item;
      }
    }
    // Self::N, and names whose module is not in this text.
    List<ConstantItem> alike =
        items.values().stream().filter(item -> item.name().equals(path.getLast())).toList();
    return alike.size() == 1 ? alike.getFirst() : null;
  }

  /** {@code u8::MAX} and the like. */
  private static Optional<BigInteger> integerConstant(List<String> path) {
    if (path.size() < 2) {
      return Optional.empty();
    }
    String owner = path.get(path.size() - 2);
    for (IntType type : IntType.values()) {
      if (type.rust().equals(owner)) {
        int bits = 8 * type.width();
        BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
        return switch (path.getLast()) {
          case "MAX" ->
              Optional.of((type.signed() ? half : half.shiftLeft(1)).subtract(BigInteger.ONE));
          case "MIN" -> Optional.of(type.signed() ? half.negate() : BigInteger.ZERO);
          case "BITS" -> Optional.of(BigInteger.valueOf(bits));
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  private static BigInteger sizeOf(Constant.SizeOf size) {
    if (size.type() instanceof Expression.Name name) {
      for (IntType type : IntType.values()) {
        if (type.rust().equals(name.last())) {
          return BigInteger.valueOf(type.width());
        }
      }
    }
    throw size.at().error("size_of is known for integers only; write the number it gives");
  }

  private static BigInteger binary(Constant.Binary at, BigInteger left, BigInteger right) {
    boolean divides = at.operator().equals("/") || at.operator().equals("%");
    if (divides && right.signum() == 0) {
      throw at.at().error("this divides by zero");
    }
    boolean shifts = at.operator().length() == 2;
    if (shifts && (right.signum() < 0 || right.bitLength() > 7)) {
      throw at.at().error("this shifts by " + right);
    }
    return switch (at.operator()) {
      case "+" -> left.add(right);
      case "-" -> left.subtract(right);
      case "*" -> left.multiply(right);
      case "/" -> left.divide(right);
      case "%" -> left.remainder(right);
      case "<<" -> left.shiftLeft(right.intValue());
      case ">>" -> left.shiftRight(right.intValue());
      case "&" -> left.and(right);
      case "^" -> left.xor(right);
      default -> left.or(right);
    };
  }
}
