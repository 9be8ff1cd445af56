package dev.fiberscope.app.decode;

import dev.fiberscope.app.decode.ValueRow.Kind;
import dev.fiberscope.app.message.PartName;
import dev.fiberscope.app.message.ValueText;
import dev.fiberscope.engine.replay.OpenFrame;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.ReplayState;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.schema.LeafReader;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lays out the value that was read so far: what is open is shown with its parts. */
final class ValueRows {
  /** Parts of a value that are listed at first, and again about the one that is being read. */
  static final int LISTED = 60;

  /** Of a message with no more steps everything is open at first. */
  private static final int FEW_STEPS = 120;

  private static final int PREVIEWED = 4;
  private static final int LONGEST_PREVIEW = 60;

  private final Replay replay;
  private final ReplayState state;
  private final Set<Long> opened;
  private final Set<Long> closed;
  private final Map<Long, Integer> listed;
  private final List<ValueRow> rows = new ArrayList<>();
  private final String waits;

  private ValueRows(
      Replay replay,
      ReplayState state,
      String waits,
      Set<Long> opened,
      Set<Long> closed,
      Map<Long, Integer> listed) {
    this.replay = replay;
    this.state = state;
    this.waits = waits;
    this.opened = opened;
    this.closed = closed;
    this.listed = listed;
  }

  /**
   * @param waits what the last step still waits for, in words; empty if it was done
   * @param opened values that somebody opened, by the step that begins them, {@code closed}
   *     likewise
   * @param listed how many parts somebody wants to see of a value, where more than usual
   */
  static List<ValueRow> of(
      Replay replay,
      ReplayState state,
      String waits,
      Set<Long> opened,
      Set<Long> closed,
      Map<Long, Integer> listed) {
    ValueRows all = new ValueRows(replay, state, waits, opened, closed, listed);
    if (replay.steps() > 0) {
      Step first = replay.step(1);
      all.add(first, null, 0);
      if (first.part() == Step.Part.FINGERPRINT && replay.steps() > 1) {
        all.add(replay.step(2), null, 0);
      }
    }
    return all.rows;
  }

  private void add(Step step, Type around, int depth) {
    String name = PartName.of(step, around);
    if (step.number() > state.position()) {
      row(depth, 0, name, step.typeName(), "not reached", Kind.NOT_REACHED);
      return;
    }
    switch (step.kind()) {
      case FAIL ->
          row(
              depth,
              step.number(),
              name,
              step.typeName(),
              waits.isEmpty() ? "not decoded" : waits,
              Kind.FAILED);
      case READ -> {
        boolean current = step.number() == state.position();
        row(
            depth,
            step.number(),
            name,
            step.typeName(),
            current && !waits.isEmpty() ? waits : ValueText.of(step),
            current ? Kind.CURRENT : Kind.DONE);
      }
      default -> container(step, name, depth);
    }
  }

  private void container(Step step, String name, int depth) {
    Optional<OpenFrame> frame =
        state.frames().stream().filter(each -> each.opened() == step.number()).findFirst();
    Optional<Step> within =
        ValueText.within(replay, step).filter(value -> value.number() <= state.position());
    if (within.isPresent()) {
      boolean current = state.position() >= step.number() && frame.isPresent();
      row(
          depth,
          step.number(),
          name,
          step.typeName(),
          within.get().number() == state.position() && !waits.isEmpty()
              ? waits
              : ValueText.of(within.get()),
          current ? Kind.CURRENT : Kind.DONE);
      return;
    }
    boolean isOpen =
        (frame.isPresent()
                || depth == 0
                || replay.steps() <= FEW_STEPS
                || opened.contains(step.number()))
            && !closed.contains(step.number());
    boolean ends = closes(step) && state.step().map(Step::opened).orElse(0L) == step.number();
    boolean last = ends && state.step().map(Step::kind).orElse(null) == Step.Kind.CLOSE;
    // A length that was not read yet is not told.
    String summary = isHeaderRead(step) ? ValueText.summary(replay, step) : "";
    String text =
        frame.isPresent()
            ? (summary.isEmpty() ? "" : summary + ", ") + standing(step)
            : isOpen ? summary : preview(step, summary);
    rows.add(
        new ValueRow(
            depth,
            step.number(),
            name,
            step.typeName(),
            text,
            frame.isPresent() ? openKind(step) : last ? Kind.CURRENT : Kind.DONE,
            true,
            isOpen));
    if (isOpen) {
      parts(step, frame, depth + 1);
    }
  }

  /** True if the length or tag that a value begins with was read. */
  private boolean isHeaderRead(Step step) {
    return state.position() > step.number() + (waits.isEmpty() ? 0 : 1);
  }

  /** What an open value does now. */
  private String standing(Step step) {
    boolean header =
        state.step().map(last -> last.part() != Step.Part.VALUE).orElse(false)
            && state.innermost() == step.number();
    return isFailed() ? "failed" : header && !waits.isEmpty() ? waits : "decoding\u2026";
  }

  private Kind openKind(Step step) {
    return isFailed() && state.innermost() == step.number() ? Kind.FAILED : Kind.DECODING;
  }

  private boolean isFailed() {
    // What waits has not failed: more may arrive.
    return waits.isEmpty() && state.step().map(step -> step.kind() == Step.Kind.FAIL).orElse(false);
  }

  private boolean closes(Step step) {
    long close = replay.closeOf(step.number());
    return close != Replay.NONE && close <= state.position();
  }

  private void parts(Step step, Optional<OpenFrame> frame, int depth) {
    int most = listed.getOrDefault(step.number(), LISTED);
    List<Step> first = reached(replay.parts(step.number(), 0, most + 1));
    List<Field> fields = fields(step);
    long next = 0;
    for (Step part : first.subList(0, Math.min(most, first.size()))) {
      next = absent(fields, next, part.index(), depth, false);
      add(part, step.type(), depth);
      next = part.index() + 1;
    }
    long total = frame.map(OpenFrame::next).orElseGet(() -> count(step, next(first)));
    if (first.size() > most) {
      long from = Math.max(next, total - LISTED / 2);
      boolean showsEnd = frame.isPresent() && from < total;
      more(step, (showsEnd ? from : total) - next, depth);
      if (showsEnd) {
        for (Step part : reached(replay.parts(step.number(), from, LISTED))) {
          add(part, step.type(), depth);
        }
      }
      next = total;
    }
    if (frame.isPresent()) {
      absent(fields, Math.max(next, frame.get().next()), fields.size(), depth, true);
      long left =
          frame.get().parts() < 0
              ? 0
              : elements(step.type(), frame.get().parts() - frame.get().next());
      if (left > 0) {
        row(depth, 0, "", "", left + " more not reached", Kind.NOT_REACHED);
      }
    } else {
      absent(fields, next, fields.size(), depth, false);
    }
  }

  /** How many elements of a list so many of its parts are; 0 of what is no list. */
  private static long elements(Type type, long parts) {
    return switch (type) {
      case Type.Sequence list when !LeafReader.isBytes(list.element()) -> parts;
      case Type.Array array when !LeafReader.isBytes(array.element()) -> parts;
      case Type.Mapping _ -> parts / 2;
      case null, default -> 0;
    };
  }

  private static long next(List<Step> parts) {
    return parts.isEmpty() ? 0 : parts.getLast().index() + 1;
  }

  /** How many parts a value has that was read whole. */
  private long count(Step step, long atLeast) {
    long close = replay.closeOf(step.number());
    if (close == Replay.NONE || close > state.position()) {
      return atLeast;
    }
    List<OpenFrame> before = replay.at(close - 1).frames();
    return before.isEmpty() ? atLeast : before.getLast().next();
  }

  private List<Step> reached(List<Step> parts) {
    return parts.stream().filter(part -> part.number() <= state.position()).toList();
  }

  private void more(Step step, long left, int depth) {
    if (left > 0) {
      rows.add(
          new ValueRow(depth, step.number(), "\u2026", "", left + " more", Kind.MORE, true, false));
    }
  }

  private List<Field> fields(Step step) {
    if (!isHeaderRead(step)) {
      return step.type() instanceof Type.Struct struct ? struct.fields() : List.of();
    }
    return switch (step.type()) {
      case Type.Struct struct -> struct.fields();
      case Type.Enum sum when step.number() < replay.steps() -> {
        ReplayState next = replay.at(step.number() + 1);
        yield next.frames().stream()
            .filter(frame -> frame.opened() == step.number() && frame.variant() >= 0)
            .findFirst()
            .map(frame -> sum.variants().get(frame.variant()).fields())
            .orElse(List.of());
      }
      case null, default -> List.of();
    };
  }

  /** Fields that were left out, or are still to come. */
  private long absent(List<Field> fields, long from, long to, int depth, boolean toCome) {
    for (long i = from; i < Math.min(to, fields.size()); i++) {
      Field field = fields.get((int) i);
      boolean never = field.presence() == Presence.NEVER;
      String text = never ? "not on the wire" : toCome ? "not reached" : "left out";
      row(
          depth,
          0,
          field.name(),
          field.type().toString(),
          text,
          never || !toCome ? Kind.ABSENT : Kind.NOT_REACHED);
    }
    return to;
  }

  /** {@code { sku: 1, qty: 5 … }}. */
  private String preview(Step step, String summary) {
    List<Step> parts = replay.parts(step.number(), 0, PREVIEWED);
    String inner =
        parts.stream().map(part -> brief(part, step.type())).collect(Collectors.joining(", "));
    if (inner.chars().allMatch(c -> "\u2026, ".indexOf(c) >= 0)) {
      return summary;
    }
    boolean cut = inner.length() > LONGEST_PREVIEW;
    String text =
        (cut ? inner.substring(0, LONGEST_PREVIEW) : inner)
            + (cut || parts.size() == PREVIEWED ? " \u2026" : "");
    return (summary.isEmpty() ? "" : summary + " ") + "{ " + text + " }";
  }

  private String brief(Step part, Type around) {
    String name = PartName.of(part, around);
    String value =
        part.kind() == Step.Kind.READ
            ? ValueText.of(part)
            : part.kind() == Step.Kind.OPEN
                ? ValueText.within(replay, part).map(ValueText::of).orElse("\u2026")
                : "\u2026";
    boolean element = name.startsWith("[");
    return element || name.isEmpty() ? value : name + ": " + value;
  }

  private void row(int depth, long step, String name, String type, String value, Kind kind) {
    rows.add(new ValueRow(depth, step, name, type, value, kind, false, false));
  }
}
