package dev.fiberscope.engine.schema;

import java.util.Comparator;
import java.util.List;

/**
 * How many bytes a value takes in Rust's memory, {@code size_of}, which bincode counts against its
 * limit for the elements of collections. On a 64-bit machine; enums with data are laid out in ways
 * Rust does not promise, so theirs is the plain layout: a tag and the largest variant.
 */
record MemorySize(long bytes, long alignment, boolean niche) {
  /** Enough to be over any limit, and small enough to be multiplied by a length. */
  private static final long MOST = 1L << 32;

  private static final MemorySize POINTER = new MemorySize(8, 8, true);
  private static final MemorySize FAT_POINTER = new MemorySize(16, 8, true);
  private static final MemorySize VEC = new MemorySize(24, 8, true);

  static MemorySize of(Type type) {
    return switch (type) {
      case Type.Int number -> plain(number.type().width());
      case Type.NonZero number ->
          new MemorySize(number.type().width(), number.type().width(), true);
      case Type.Primitive primitive -> of(primitive);
      case Type.Sequence sequence ->
          switch (sequence.name()) {
            case "VecDeque" -> new MemorySize(32, 8, true);
            case "HashSet" -> new MemorySize(48, 8, true);
            case "&[T]", "[T]" -> FAT_POINTER;
            default -> VEC;
          };
      case Type.Mapping mapping -> mapping.sorted() ? VEC : new MemorySize(48, 8, true);
      case Type.Option option -> option(of(option.inner()));
      case Type.Result result -> tagged(List.of(of(result.ok()), of(result.error())));
      case Type.Bound bound -> tagged(List.of(of(bound.inner())));
      case Type.Array array -> {
        MemorySize element = of(array.element());
        yield new MemorySize(
            Math.multiplyExact(Math.min(element.bytes, MOST), array.length()),
            element.alignment,
            element.niche && array.length() > 0);
      }
      case Type.Tuple tuple -> together(tuple.elements());
      case Type.Range range -> together(List.of(range.bound(), range.bound()));
      case Type.Wrapper wrapper -> wrapper(wrapper);
      case Type.Struct struct -> together(struct.fields().stream().map(Type.Field::type).toList());
      case Type.Enum sum -> of(sum);
      case Type.Named named -> of(named.target());
    };
  }

  private static MemorySize plain(long bytes) {
    return new MemorySize(bytes, bytes, false);
  }

  private static MemorySize of(Type.Primitive type) {
    return switch (type) {
      case UNIT -> new MemorySize(0, 1, false);
      case BOOL -> new MemorySize(1, 1, true);
      case CHAR -> new MemorySize(4, 4, true);
      case F32 -> plain(4);
      case F64 -> plain(8);
      case STRING, PATH -> VEC;
      case STR, BOXED_STR, C_STRING -> FAT_POINTER;
      case DURATION, SYSTEM_TIME -> new MemorySize(16, 8, true);
      case IPV4 -> new MemorySize(4, 1, false);
      case IPV6 -> new MemorySize(16, 1, false);
      case IP -> new MemorySize(17, 1, true);
      case SOCKET_V4 -> new MemorySize(6, 2, false);
      case SOCKET_V6 -> new MemorySize(28, 4, false);
      case SOCKET -> new MemorySize(32, 4, true);
    };
  }

  private static MemorySize wrapper(Type.Wrapper wrapper) {
    return switch (wrapper.name()) {
      case "Box", "Rc", "Arc", "&" -> unsized(wrapper.inner()) ? FAT_POINTER : POINTER;
      case "Cow" -> VEC;
      default -> of(wrapper.inner());
    };
  }

  private static boolean unsized(Type type) {
    return type == Type.Primitive.BOXED_STR
        || type instanceof Type.Sequence sequence && sequence.name().equals("[T]");
  }

  private static MemorySize option(MemorySize inner) {
    return inner.niche ? inner : tagged(List.of(inner));
  }

  private static MemorySize tagged(List<MemorySize> variants) {
    long largest = variants.stream().mapToLong(MemorySize::bytes).max().orElse(0);
    long alignment = variants.stream().mapToLong(MemorySize::alignment).max().orElse(1);
    return new MemorySize(rounded(largest + 1, alignment), alignment, true);
  }

  private static MemorySize of(Type.Enum sum) {
    List<MemorySize> variants =
        sum.variants().stream()
            .map(v -> together(v.fields().stream().map(Type.Field::type).toList()))
            .toList();
    return variants.size() <= 1
        ? variants.stream().findFirst().orElse(new MemorySize(0, 1, false))
        : tagged(variants);
  }

  private static MemorySize together(List<Type> types) {
    // Rust orders fields by alignment, so padding comes at the end only.
    List<MemorySize> parts =
        types.stream()
            .map(MemorySize::of)
            .sorted(Comparator.comparingLong(MemorySize::alignment).reversed())
            .toList();
    long bytes = parts.stream().mapToLong(part -> Math.min(part.bytes, MOST)).sum();
    long alignment = parts.isEmpty() ? 1 : parts.getFirst().alignment;
    boolean niche = parts.stream().anyMatch(MemorySize::niche);
    return new MemorySize(rounded(bytes, alignment), alignment, niche);
  }

  private static long rounded(long bytes, long alignment) {
    return Math.ceilDiv(bytes, alignment) * alignment;
  }
}
