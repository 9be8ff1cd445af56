package dev.fiberscope.app.cli;

import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** A decode's steps as an indented tree: offset, field, type and value of every part. */
final class StepText {
  private static final int LONGEST_VALUE = 120;

  private StepText() {}

  static List<String> lines(List<Step> steps) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.kind() == Kind.CLOSE) {
        continue;
      }
      boolean closesAtOnce =
          step.kind() == Kind.OPEN && i + 1 < steps.size() && steps.get(i + 1).kind() == Kind.CLOSE;
      lines.add(line(step, closesAtOnce ? steps.get(i + 1) : step));
    }
    return lines;
  }

  private static String line(Step step, Step valued) {
    String label = step.label().isEmpty() ? "" : step.label() + ": ";
    String value = valued.value() == null ? "" : " = " + shown(valued.type(), valued.value());
    return String.format("%6d  ", step.offset())
        + "  ".repeat(step.depth())
        + label
        + step.type()
        + value;
  }

  private static String shown(Type type, Object value) {
    String json = isFloat(type) ? value.toString() : JsonText.of(type, value);
    // JSON quotes wide integers because its readers may round them; people do not.
    String text = type instanceof Type.Int ? json.replace("\"", "") : json;
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "\u2026";
  }

  private static boolean isFloat(Type type) {
    return type == Type.Primitive.F32 || type == Type.Primitive.F64;
  }
}
