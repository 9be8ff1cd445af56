package dev.fiberscope.app.decode;

import dev.fiberscope.engine.replay.ReplayState;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.schema.Type;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a run through a decode stops.
 *
 * @param text as somebody wrote it: {@code price}, {@code type Item}, {@code offset 24}, {@code
 *     price > 1000}, {@code error}
 */
public record Breakpoint(String text, Condition condition) {
  /** Whether a step is one to stop at. */
  @FunctionalInterface
  public interface Condition {
    boolean holds(Step step, ReplayState state);

    /** True if the state behind the step is looked at, which takes longer. */
    default boolean needsState() {
      return false;
    }
  }

  private static final Pattern OFFSET =
      Pattern.compile("(?i)(?:offset|byte)\\s+(0x[0-9a-f]+|\\d+)");
  private static final Pattern TYPE = Pattern.compile("(?i)type\\s+(.+)");
  private static final Pattern VALUE = Pattern.compile("(.+?)\\s*(==|!=|<=|>=|=|<|>)\\s*(.+)");

  private record OfPath(String path) implements Condition {
    @Override
    public boolean holds(Step step, ReplayState state) {
      return begins(step)
          && (path.equals(step.label()) || state != null && ends(pathOf(step, state)));
    }

    /** Elements are told apart only where the breakpoint does so. */
    private boolean ends(String whole) {
      String actual = path.indexOf('[') >= 0 ? whole : plain(whole);
      int before = actual.length() - path.length();
      return actual.endsWith(path) && (before == 0 || actual.charAt(before - 1) == '.');
    }

    @Override
    public boolean needsState() {
      return path.indexOf('.') >= 0 || path.indexOf('[') >= 0;
    }
  }

  /**
   * Reads what somebody wrote.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public static Breakpoint parse(String text) {
    String words = text.strip();
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "Write a field (price, Order.items), type Item, offset 24, price > 1000, or error.");
    }
    if (words.equalsIgnoreCase("error")) {
      return new Breakpoint(words, (step, _) -> step.kind() == Kind.FAIL);
    }
    Matcher offset = OFFSET.matcher(words);
    if (offset.matches()) {
      long wanted = Long.decode(offset.group(1));
      return new Breakpoint(
          words,
          (step, _) -> step.kind() != Kind.CLOSE && step.offset() <= wanted && wanted < step.end());
    }
    Matcher type = TYPE.matcher(words);
    if (type.matches()) {
      String name = type.group(1).strip();
      return new Breakpoint(words, (step, _) -> begins(step) && step.typeName().equals(name));
    }
    Matcher value = VALUE.matcher(words);
    return value.matches()
        ? new Breakpoint(words, valued(value.group(1).strip(), value.group(2), value.group(3)))
        : new Breakpoint(words, new OfPath(words));
  }

  private static Condition valued(String field, String operator, String wanted) {
    OfPath path = new OfPath(field);
    String plain = wanted.strip().replaceAll("^\"|\"$", "");
    return new Condition() {
      @Override
      public boolean holds(Step step, ReplayState state) {
        return step.kind() == Kind.READ
            && path.holds(step, state)
            && compares(value(step), operator, plain);
      }

      @Override
      public boolean needsState() {
        return path.needsState();
      }
    };
  }

  /** Unsigned 64-bit numbers are longs as their bits. */
  private static Object value(Step step) {
    boolean unsigned =
        step.type() instanceof Type.Int number && !number.type().signed()
            || step.type() instanceof Type.NonZero nonZero && !nonZero.type().signed();
    return unsigned && step.value() instanceof Long bits
        ? new BigDecimal(Long.toUnsignedString(bits))
        : step.value();
  }

  private static boolean compares(Object value, String operator, String wanted) {
    Optional<Integer> order = order(value, wanted);
    return order.isPresent()
        && switch (operator) {
          case "=", "==" -> order.get() == 0;
          case "!=" -> order.get() != 0;
          case "<" -> order.get() < 0;
          case ">" -> order.get() > 0;
          case "<=" -> order.get() <= 0;
          default -> order.get() >= 0;
        };
  }

  private static Optional<Integer> order(Object value, String wanted) {
    if (value instanceof Number number) {
      try {
        return Optional.of(
            new BigDecimal(number.toString()).compareTo(new BigDecimal(wanted.replace("_", ""))));
      } catch (NumberFormatException noNumber) {
        return Optional.empty();
      }
    }
    return value == null ? Optional.empty() : Optional.of(value.toString().compareTo(wanted));
  }

  private static boolean begins(Step step) {
    return step.kind() != Kind.CLOSE;
  }

  private static String pathOf(Step step, ReplayState state) {
    String path = state.path();
    return step.kind() == Kind.OPEN || path.endsWith(step.label()) ? path : path + step.label();
  }

  /** A path without element numbers, so that a breakpoint is on all of them. */
  private static String plain(String path) {
    return path.replaceAll("\\[\\d+]", "");
  }
}
