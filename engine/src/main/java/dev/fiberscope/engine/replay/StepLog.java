package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.schema.DecodeListener;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** What a hand-written decoder did, step by step, as columns: nobody can go back into its code. */
final class StepLog implements DecodeListener {
  private static final int MOST_STEPS = 1 << 22;
  private static final int OPEN = 0;
  private static final int READ = 1;
  private static final int CLOSE = 2;

  private final Map<String, Integer> idOfName = new HashMap<>();
  private String[] names = new String[16];
  private byte[] kinds = new byte[1024];
  private int[] labels = new int[1024];
  private int[] types = new int[1024];
  private int[] offsets = new int[1024];
  // Of what opens and closes each other; of what is read who is open around it.
  private int[] others = new int[1024];
  private int[] partIndexes = new int[1024];
  private int[] depths = new int[1024];
  private int count;
  private int[] open = new int[16];
  private int[] parts = new int[16];
  private int depth;

  @Override
  public void opens(String label, String type, long offset) {
    add(OPEN, label, type, offset, 0, nextPart());
    if (depth == open.length) {
      open = Arrays.copyOf(open, 2 * depth);
      parts = Arrays.copyOf(parts, 2 * depth);
    }
    open[depth] = count;
    parts[depth] = 0;
    depth++;
  }

  @Override
  public void reads(String label, String type, long offset) {
    add(READ, label, type, offset, depth == 0 ? 0 : open[depth - 1], nextPart());
  }

  private int nextPart() {
    return depth == 0 ? 0 : parts[depth - 1]++;
  }

  @Override
  public void closes(long offset) {
    if (depth == 0) {
      return;
    }
    depth--;
    int opened = open[depth];
    add(CLOSE, label(opened), type(opened), offset, opened, partIndex(opened));
    others[opened - 1] = count;
  }

  private void add(int kind, String label, String type, long offset, int other, int part) {
    if (count == MOST_STEPS) {
      throw new CancellationException(
          "The decoder takes more than "
              + MOST_STEPS
              + " steps; only types can be replayed so far.");
    }
    if (count == kinds.length) {
      int room = 2 * count;
      kinds = Arrays.copyOf(kinds, room);
      labels = Arrays.copyOf(labels, room);
      types = Arrays.copyOf(types, room);
      offsets = Arrays.copyOf(offsets, room);
      others = Arrays.copyOf(others, room);
      partIndexes = Arrays.copyOf(partIndexes, room);
      depths = Arrays.copyOf(depths, room);
    }
    kinds[count] = (byte) kind;
    labels[count] = idOf(label);
    types[count] = idOf(type);
    offsets[count] = (int) offset;
    others[count] = other;
    depths[count] = depth;
    partIndexes[count] = part;
    count++;
  }

  private int idOf(String name) {
    return idOfName.computeIfAbsent(
        name,
        _ -> {
          int id = idOfName.size();
          if (id == names.length) {
            names = Arrays.copyOf(names, 2 * id);
          }
          names[id] = name;
          return id;
        });
  }

  int count() {
    return count;
  }

  Step.Kind kind(int step) {
    return switch (kinds[step - 1]) {
      case OPEN -> Step.Kind.OPEN;
      case READ -> Step.Kind.READ;
      default -> Step.Kind.CLOSE;
    };
  }

  String label(int step) {
    return names[labels[step - 1]];
  }

  String type(int step) {
    return names[types[step - 1]];
  }

  /** Where it begins; of what closes, where it ends. */
  int offset(int step) {
    return offsets[step - 1];
  }

  /** Of what opens, the step that closes it, or 0; of others the step that opened it. */
  int other(int step) {
    return others[step - 1];
  }

  int partIndex(int step) {
    return partIndexes[step - 1];
  }

  /** How many values are open around it. */
  int depth(int step) {
    return depths[step - 1];
  }
}
