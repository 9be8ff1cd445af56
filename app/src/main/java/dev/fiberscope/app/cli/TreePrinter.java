package dev.fiberscope.app.cli;

import dev.fiberscope.app.message.PartName;
import dev.fiberscope.app.message.ValueText;
import dev.fiberscope.engine.replay.OpenFrame;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Presence;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Prints a decode as an indented tree while it is stepped through: offset, field, type and value of
 * every part. Long lists are cut unless all is wanted.
 */
final class TreePrinter {
  private static final int SHOWN_OF_LIST = 100;
  private static final int OFFSET_WIDTH = 6;

  /** Lines between looks whether anybody still reads. */
  private static final int LINES_OF_A_LOOK = 4_096;

  private final PrintWriter out;
  private final boolean all;
  private final StringBuilder line = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private long lines;

  private static final class Open {
    private final Step step;
    private List<Field> fields = List.of();
    private long next;

    private Open(Step step) {
      this.step = step;
    }
  }

  /**
   * @param all whether lists are printed to their end
   */
  TreePrinter(PrintWriter out, boolean all) {
    this.out = out;
    this.all = all;
  }

  /** Prints a whole decode, up to what failed if something did. False if nobody reads any more. */
  boolean print(Replay replay) {
    long position = 0;
    while (position < replay.steps()) {
      Step step = replay.step(++position);
      switch (step.kind()) {
        case OPEN -> {
          long jump = cut(replay, step);
          if (jump > 0) {
            position = jump;
            continue;
          }
          Optional<Step> within = ValueText.within(replay, step);
          if (within.isPresent()) {
            value(step, " = " + ValueText.of(within.get()));
            // What it is within closes right behind it.
            position = within.get().number() + within.get().depth() - step.depth();
          } else {
            value(step, summary(replay, step));
            Open frame = new Open(step);
            frame.fields = fields(replay, step);
            open.push(frame);
          }
        }
        case READ, FAIL -> {
          long jump = cut(replay, step);
          if (jump > 0) {
            position = jump;
            continue;
          }
          leaf(step);
        }
        case CLOSE -> {
          Open closed = open.pop();
          absent(closed, closed.fields.size());
        }
      }
      if (lines % LINES_OF_A_LOOK == 0 && out.checkError()) {
        return false;
      }
    }
    return !out.checkError();
  }

  private void leaf(Step step) {
    boolean shows =
        step.part() == Part.VALUE || step.part() == Part.BYTES || step.part() == Part.FINGERPRINT;
    if (shows) {
      String text = step.kind() == Kind.FAIL ? "not decoded" : "= " + ValueText.of(step);
      value(step, step.kind() == Kind.FAIL ? ", " + text : " " + text);
    }
  }

  private static String summary(Replay replay, Step step) {
    String summary = ValueText.summary(replay, step);
    boolean counts = step.type() instanceof Type.Sequence || step.type() instanceof Type.Mapping;
    return summary.isEmpty() ? "" : counts ? ", " + summary : " = " + summary;
  }

  private static List<Field> fields(Replay replay, Step step) {
    return switch (step.type()) {
      case Type.Struct struct -> struct.fields();
      case Type.Enum sum when step.number() < replay.steps() ->
          replay.at(step.number() + 1).frames().stream()
              .filter(frame -> frame.opened() == step.number() && frame.variant() >= 0)
              .findFirst()
              .map(OpenFrame::variant)
              .map(variant -> sum.variants().get(variant).fields())
              .orElse(List.of());
      case null, default -> List.of();
    };
  }

  /** Where to go on if a list is cut before this element, else 0. */
  private long cut(Replay replay, Step step) {
    Open around = open.peek();
    boolean element =
        around != null
            && step.part() == Part.VALUE
            && (around.step.type() instanceof Type.Sequence
                || around.step.type() instanceof Type.Mapping
                || around.step.type() instanceof Type.Array);
    if (all || !element || step.index() != SHOWN_OF_LIST) {
      return 0;
    }
    long opened = around.step.number();
    long close = replay.closeOf(opened);
    if (close != Replay.NONE) {
      long left = replay.at(close - 1).frames().getLast().next() - SHOWN_OF_LIST;
      return left <= 1 ? 0 : elided(left, close - 1);
    }
    // What failed within is shown.
    OpenFrame frame =
        replay.at(replay.steps()).frames().stream()
            .filter(each -> each.opened() == opened)
            .findFirst()
            .orElseThrow();
    long failing = frame.next() - 1;
    return failing <= SHOWN_OF_LIST
        ? 0
        : elided(failing - SHOWN_OF_LIST, replay.parts(opened, failing, 1).getFirst().number() - 1);
  }

  private long elided(long left, long position) {
    line.setLength(0);
    line.repeat(' ', OFFSET_WIDTH + 2).repeat("  ", open.size());
    line.append("\u2026 ").append(left).append(" more (--all prints them)");
    write();
    return position;
  }

  private void value(Step step, String valued) {
    Open around = open.peek();
    Type type = around == null ? null : around.step.type();
    if (around != null) {
      absent(around, step.index());
      around.next = step.index() + 1;
    }
    begin(step.offset(), PartName.of(step, type), step.typeName());
    line.append(valued);
    write();
  }

  /** The fields up to another one that did not travel. */
  private void absent(Open around, long upTo) {
    for (long i = around.next; i < Math.min(upTo, around.fields.size()); i++) {
      Field field = around.fields.get((int) i);
      line.setLength(0);
      line.repeat(' ', OFFSET_WIDTH + 2).repeat("  ", around.step.depth() + 1);
      line.append(field.name()).append(": ").append(field.type());
      line.append(
          field.presence() == Presence.NEVER
              ? ", not on the wire (serde skips it)"
              : ", left out (serde skipped it here)");
      write();
    }
  }

  private void begin(long offset, String label, String type) {
    line.setLength(0);
    String number = Long.toString(offset);
    line.repeat(' ', Math.max(0, OFFSET_WIDTH - number.length())).append(number).append("  ");
    line.repeat("  ", open.size());
    if (!label.isEmpty()) {
      line.append(label).append(": ");
    }
    line.append(type);
  }

  private void write() {
    out.append(line).append('\n');
    lines++;
  }
}
