package dev.fiberscope.app.message;

import dev.fiberscope.engine.replay.ByteMeaning;
import dev.fiberscope.engine.replay.OpenFrame;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.ReplayState;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Value.TimeValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Values as people read them, short enough for a line. */
public final class ValueText {
  private static final int LONGEST = 120;
  private static final int MOST_BYTES = 24;
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private ValueText() {}

  /** The value that a step without parts read; empty if there is none. */
  public static String of(Step step) {
    if (step.value() == null) {
      return "";
    }
    return cut(
        switch (step.value()) {
          case Long print when step.part() == Part.FINGERPRINT ->
              String.format("%016x", Long.reverseBytes(print));
          case byte[] bytes -> bytes(bytes);
          case TimeValue time -> time(step.type(), time);
          case Float number -> number.toString().replace("E", "e");
          case Double number -> number.toString().replace("E", "e");
          default -> plain(step.type(), step.value());
        });
  }

  /** {@code Order.id: u64 = 7}: the field that a byte belongs to, and its value if it is short. */
  public static String field(ByteMeaning meaning) {
    String value = meaning.step().part() == Part.BYTES ? "" : of(meaning.step());
    return meaning.path() + ": " + meaning.type() + (value.isEmpty() ? "" : " = " + value);
  }

  private static String plain(Type type, Object value) {
    if (type == Type.Primitive.UNIT) {
      return "()";
    }
    String json =
        JsonText.of(type == Type.Primitive.C_STRING ? Type.Primitive.STRING : type, value);
    // JSON quotes wide integers because its readers may round them; people do not.
    boolean number = type instanceof Type.Int || type instanceof Type.NonZero;
    return number ? json.replace("\"", "") : json;
  }

  private static String bytes(byte[] bytes) {
    String count = bytes.length == 1 ? "1 byte" : bytes.length + " bytes";
    if (bytes.length == 0) {
      return count;
    }
    String hex = SPACED.formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES)));
    // More is not shown, so it need not be looked at.
    String text =
        new String(bytes, 0, Math.min(bytes.length, LONGEST + 1), StandardCharsets.ISO_8859_1);
    boolean readable =
        bytes.length >= 2 && text.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n');
    return count
        + ": "
        + hex
        + (bytes.length > MOST_BYTES ? " \u2026" : "")
        + (readable ? " " + JsonText.of(Type.Primitive.STRING, cut(text)) : "");
  }

  private static String time(Type type, TimeValue time) {
    if (type == Type.Primitive.SYSTEM_TIME) {
      try {
        return Instant.ofEpochSecond(time.seconds(), time.nanos()).toString();
      } catch (DateTimeException far) {
        // Told as a duration since then.
      }
    }
    String fraction = String.format("%09d", time.nanos()).replaceFirst("0+$", "");
    return Long.toUnsignedString(time.seconds())
        + (fraction.isEmpty() ? "" : "." + fraction)
        + " s";
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
  }

  /**
   * The step whose value is shown with a value that has parts: all of a list of bytes, or the one
   * field of a struct that is but a name for it.
   */
  public static Optional<Step> within(Replay replay, Step open) {
    if (open.type() instanceof Type.Struct struct) {
      boolean named = struct.shape() == Type.Shape.TUPLE && struct.fields().size() == 1;
      return named
          ? first(replay, open)
              .flatMap(next -> next.kind() == Kind.OPEN ? within(replay, next) : leaf(next))
          : Optional.empty();
    }
    return isListOfBytes(open.type())
        ? Stream.of(1, 2)
            .flatMap(ahead -> following(replay, open, ahead).stream())
            .filter(step -> step.part() == Part.BYTES && step.kind() == Kind.READ)
            .findFirst()
        : Optional.empty();
  }

  private static boolean isListOfBytes(Type type) {
    return switch (type) {
      case Type.Array array -> isByte(array.element());
      case Type.Sequence list -> isByte(list.element());
      case null, default -> false;
    };
  }

  private static boolean isByte(Type type) {
    return type instanceof Type.Int number && number.type().width() == 1;
  }

  private static Optional<Step> following(Replay replay, Step step, int ahead) {
    return step.number() + ahead > replay.steps()
        ? Optional.empty()
        : Optional.of(replay.step(step.number() + ahead));
  }

  /** The first step within, behind a head if there is one. */
  private static Optional<Step> first(Replay replay, Step open) {
    return following(replay, open, 1)
        .flatMap(
            next -> next.part() == Part.LENGTH ? following(replay, open, 2) : Optional.of(next));
  }

  private static Optional<Step> leaf(Step step) {
    return Optional.of(step).filter(each -> each.kind() == Kind.READ && each.part() == Part.VALUE);
  }

  /**
   * What is known of a value with parts as soon as its length or tag was read: the variant's name,
   * or how many elements there are. Empty if there is no such thing.
   */
  public static String summary(Replay replay, Step open) {
    if (open.number() == replay.steps() || open.type() == null) {
      return "";
    }
    ReplayState state = replay.at(open.number() + 1);
    Step header = state.step().orElseThrow();
    boolean read = header.kind() == Kind.READ;
    return switch (open.type()) {
      case Type.Sequence list ->
          read && header.part() == Part.LENGTH ? counted(header, list.element()) : "";
      case Type.Mapping _ -> read ? entries(header) : "";
      case Type.Option _ -> read ? (header.value().equals(1L) ? "Some" : "None") : "";
      case Type.Result _ -> read ? (header.value().equals(0L) ? "Ok" : "Err") : "";
      case Type.Bound _ ->
          read
              ? new String[] {"Unbounded", "Included", "Excluded"}
                  [((Long) header.value()).intValue()]
              : "";
      case Type.Enum sum -> variant(sum, state, open);
      default -> "";
    };
  }

  private static String counted(Step header, Type element) {
    if (header.value() == null) {
      return "of no length";
    }
    return isByte(element)
        ? count((Long) header.value(), "byte", "bytes")
        : count((Long) header.value(), "element", "elements");
  }

  private static String entries(Step header) {
    return header.value() == null
        ? "of no length"
        : count((Long) header.value(), "entry", "entries");
  }

  private static String count(long count, String one, String many) {
    return Long.toUnsignedString(count) + " " + (count == 1 ? one : many);
  }

  private static String variant(Type.Enum sum, ReplayState state, Step open) {
    return state.frames().stream()
        .filter(frame -> frame.opened() == open.number() && frame.variant() >= 0)
        .findFirst()
        .map(OpenFrame::variant)
        .map(variant -> sum.variants().get(variant).name())
        .orElse("");
  }
}
