package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.RustCollections;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Value.Absent;
import dev.fiberscope.engine.schema.Value.BoundValue;
import dev.fiberscope.engine.schema.Value.EnumValue;
import dev.fiberscope.engine.schema.Value.RangeValue;
import dev.fiberscope.engine.schema.Value.ResultValue;
import dev.fiberscope.engine.schema.Value.StructValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the value together that steps read one by one. */
final class ValueBuilder {
  private record Piece(long index, Object value) {}

  private final Deque<List<Piece>> open = new ArrayDeque<>();
  private Object last;

  /** Told of every step in turn. */
  void add(SchemaSteps steps) {
    Step step = steps.last();
    switch (step.kind()) {
      case OPEN -> open.push(new ArrayList<>());
      case READ -> {
        if (step.part() == Part.VALUE || step.part() == Part.BYTES) {
          put(step.index(), step.value());
        }
      }
      case CLOSE -> {
        List<Piece> parts = open.pop();
        WalkState state = steps.state();
        // What was closed still lies behind the open ones.
        put(step.index(), made(step.type(), state.details[state.depth], parts));
      }
      case FAIL -> throw new IllegalStateException("there is no value");
    }
  }

  private void put(long index, Object value) {
    if (open.isEmpty()) {
      last = value;
    } else {
      open.peek().add(new Piece(index, value));
    }
  }

  Object value() {
    return last;
  }

  private static Object made(Type type, long detail, List<Piece> parts) {
    return switch (type) {
      case Type.Sequence sequence ->
          RustCollections.sequence(sequence, elements(sequence.element(), parts));
      case Type.Array array -> elements(array.element(), parts);
      case Type.Tuple _ -> values(parts);
      case Type.Mapping mapping -> {
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(parts.size() / 2);
        for (int i = 0; i < parts.size(); i += 2) {
          entries.add(Map.entry(parts.get(i).value(), parts.get(i + 1).value()));
        }
        yield RustCollections.mapping(mapping, entries);
      }
      case Type.Option _ -> parts.isEmpty() ? Optional.empty() : Optional.of(parts.get(0).value());
      case Type.Result _ -> new ResultValue(detail == 0, parts.get(0).value());
      case Type.Bound _ -> new BoundValue((int) detail, values(parts));
      case Type.Range _ -> new RangeValue(parts.get(0).value(), parts.get(1).value());
      case Type.Struct struct -> new StructValue(struct, fields(struct.fields().size(), parts));
      case Type.Enum sum -> {
        int fields = sum.variants().get((int) detail).fields().size();
        yield new EnumValue(sum, (int) detail, fields(fields, parts));
      }
      default -> throw new IllegalStateException(type + " has no parts");
    };
  }

  private static List<Object> values(List<Piece> parts) {
    List<Object> values = new ArrayList<>(parts.size());
    parts.forEach(part -> values.add(part.value()));
    return values;
  }

  private static List<Object> elements(Type element, List<Piece> parts) {
    return parts.size() == 1 && parts.getFirst().value() instanceof byte[] bytes
        ? RustCollections.numbers(element, bytes)
        : values(parts);
  }

  private static List<Object> fields(int count, List<Piece> parts) {
    List<Object> fields = new ArrayList<>(Collections.nCopies(count, Absent.VALUE));
    parts.forEach(part -> fields.set((int) part.index(), part.value()));
    return fields;
  }
}
