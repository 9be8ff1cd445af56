package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.wire.DecodeException;
import java.util.Optional;

/** The step that is being taken, made into a {@link Step} only when somebody wants to see it. */
final class StepDraft {
  Kind kind = Kind.FAIL;
  Part part = Part.VALUE;
  Type type;
  String typeName = "";
  String field = "";
  long index = WalkState.NO_INDEX;
  long partIndex;
  long start;
  long opened;
  boolean isLeaf;
  Optional<Step.Bits> bits = Optional.empty();
  Object value;

  /** What is read next belongs to this field or element. */
  void begin(Part what, String name, long element, long offset) {
    kind = Kind.FAIL;
    part = what;
    field = name;
    index = element;
    start = offset;
    isLeaf = false;
    value = null;
    bits = Optional.empty();
  }

  void leaf(Type of, String name) {
    type = of;
    typeName = name;
    isLeaf = true;
  }

  private String label() {
    return WalkState.label(field, index);
  }

  /**
   * The step.
   *
   * @param end the offset behind what was read
   */
  Step step(WalkState state, long end) {
    boolean failed = kind == Kind.FAIL;
    return new Step(
        state.position + (failed ? 1 : 0),
        kind,
        part,
        kind == Kind.OPEN ? state.depth - 1 : state.depth,
        part == Part.VALUE || part == Part.BYTES ? partIndex : -1,
        label(),
        type,
        typeName,
        start,
        end,
        opened,
        bits,
        failed ? null : value);
  }

  /** An error with its place. */
  DecodeException placed(DecodeException problem, WalkState state) {
    StringBuilder lines = new StringBuilder();
    StringBuilder path = new StringBuilder(state.depth == 0 ? typeName : "");
    for (int i = 0; i < state.depth; i++) {
      line(lines, state.offsets[i], state.label(i), state.types[i].toString());
      ReplayState.append(path, i == 0 ? state.types[0].toString() : state.label(i));
    }
    if (state.depth > 0) {
      ReplayState.append(path, label());
    }
    if (isLeaf) {
      line(lines, start, label(), typeName);
    }
    return problem.in(path.toString(), lines.toString());
  }

  private static void line(StringBuilder lines, long offset, String label, String type) {
    if (!lines.isEmpty()) {
      lines.append('\n');
    }
    lines.append(offset).append('\t').append(label).append('\t').append(type);
  }
}
