package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.Value.MapValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Rust's collections make of the elements they are given. */
public final class RustCollections {
  /** Boxed once: a message may be all bytes. */
  private static final Long[] BYTES = new Long[256];

  static {
    Arrays.setAll(BYTES, Long::valueOf);
  }

  private RustCollections() {}

  /** Bytes as the numbers that a list of u8, or of i8, has. */
  public static List<Object> numbers(Type element, byte[] bytes) {
    boolean signed = !LeafReader.isBytes(element);
    List<Object> numbers = new ArrayList<>(bytes.length);
    for (byte each : bytes) {
      numbers.add(signed ? Long.valueOf(each) : BYTES[each & 0xff]);
    }
    return numbers;
  }

  /** A sequence's value of the elements that were read, in their order. */
  public static List<Object> sequence(Type.Sequence type, List<Object> elements) {
    Comparator<Object> order = RustOrder.of(type.element());
    return switch (type.kind()) {
      case LIST -> elements;
      case HASH_SET -> new ArrayList<>(new LinkedHashSet<>(elements));
      case SORTED_SET -> {
        TreeSet<Object> sorted = new TreeSet<>(order);
        sorted.addAll(elements);
        yield new ArrayList<>(sorted);
      }
      case HEAP -> heap(elements, order);
    };
  }

  /** A map of the entries that were read; the last value of a key wins. */
  public static MapValue mapping(Type.Mapping type, List<Map.Entry<Object, Object>> entries) {
    Map<Object, Object> map =
        type.sorted() ? new TreeMap<>(RustOrder.of(type.key())) : new LinkedHashMap<>();
    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    List<Map.Entry<Object, Object>> kept = new ArrayList<>();
    map.forEach((key, value) -> kept.add(Map.entry(key, value)));
    return new MapValue(kept);
  }

  /** Sifts down from the middle, as {@code BinaryHeap::from(Vec)} does. */
  private static List<Object> heap(List<Object> elements, Comparator<Object> order) {
    List<Object> heap = new ArrayList<>(elements);
    for (int root = heap.size() / 2 - 1; root >= 0; root--) {
      Object sinking = heap.get(root);
      int at = root;
      while (2 * at + 1 < heap.size()) {
        int child = 2 * at + 1;
        if (child + 1 < heap.size() && order.compare(heap.get(child), heap.get(child + 1)) <= 0) {
          child++;
        }
        if (order.compare(sinking, heap.get(child)) >= 0) {
          break;
        }
        heap.set(at, heap.get(child));
        at = child;
      }
      heap.set(at, sinking);
    }
    return heap;
  }
}
