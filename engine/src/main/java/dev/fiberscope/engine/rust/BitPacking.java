package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustAttributes.Entry;
import dev.fiberscope.engine.rust.RustItem.Part;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Packing;
import java.util.Optional;

/** What {@code derive(BitPacked)} and its attributes make of a type. */
final class BitPacking {
  private static final int WIDEST = 64;

  private BitPacking() {}

  /** How the fields of an item lie in bytes. */
  static Packing of(RustItem item) {
    Optional<Entry> order = item.attributes().find("bincode", "bit_packing");
    if (order.isPresent()) {
      return switch (order.get().value()) {
        case "msb" -> Packing.MSB;
        case "lsb" -> Packing.LSB;
        default ->
            throw order
                .get()
                .at()
                .error("bit_packing is \"msb\" or \"lsb\", not " + order.get().value());
      };
    }
    return item.attributes().derives("BitPacked") ? Packing.BY_ORDER : Packing.NONE;
  }

  /** The bits that a field takes, 0 if it has bytes of its own. */
  static int bits(Part part, Type type, Packing packing) {
    Optional<Entry> entry = part.attributes().find("bincode", "bits");
    if (entry.isEmpty()) {
      return 0;
    }
    if (packing == Packing.NONE) {
      throw entry.get().at().error("bits needs #[derive(BitPacked)] on the type");
    }
    int bits = number(entry.get());
    int width = width(type);
    if (width == 0) {
      throw entry
          .get()
          .at()
          .error("bits is for bool and integers, and " + part.name() + " is " + type);
    }
    if (bits < 1 || bits > Math.min(width, WIDEST)) {
      throw entry
          .get()
          .at()
          .error(
              type
                  + " takes 1 to "
                  + Math.min(width, WIDEST)
                  + " bits, not "
                  + entry.get().value());
    }
    return bits;
  }

  private static int number(Entry entry) {
    try {
      String digits = entry.value().replaceAll("_|[ui](8|16|32|64|size)$", "");
      return digits.startsWith("0x")
          ? Integer.parseInt(digits.substring(2), 16)
          : Integer.parseInt(digits);
    } catch (NumberFormatException none) {
      throw entry.at().error("bits needs a number, #[bincode(bits = 4)]");
    }
  }

  private static int width(Type type) {
    return switch (type) {
      case Type.Int number -> Byte.SIZE * number.type().width();
      case Type.Primitive.BOOL -> Byte.SIZE;
      case Type.Named named -> named.target() == null ? 0 : width(named.target());
      case Type.Wrapper wrapper -> width(wrapper.inner());
      default -> 0;
    };
  }
}
