package dev.fiberscope.engine.workload;

import static dev.fiberscope.engine.schema.Type.Primitive.STRING;
import static dev.fiberscope.engine.schema.Type.field;
import static dev.fiberscope.engine.schema.Type.integer;
import static dev.fiberscope.engine.schema.Type.struct;
import static dev.fiberscope.engine.schema.Type.vec;
import static dev.fiberscope.engine.wire.IntType.U16;
import static dev.fiberscope.engine.wire.IntType.U32;
import static dev.fiberscope.engine.wire.IntType.U64;

import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Value.StructValue;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Orders as a shop might send them: the same seed gives the same orders. */
final class Orders {
  private static final Type.Struct ITEM =
      struct(
          "Item",
          field("sku", integer(U32)),
          field("qty", integer(U16)),
          field("price", integer(U64)));
  private static final Type.Struct ORDER =
      struct(
          "Order",
          field("id", integer(U64)),
          field("account", STRING),
          field("items", vec(ITEM)),
          field("note", new Type.Option(STRING)));

  static final Schema SCHEMA = new Schema(ORDER);

  private static final List<String> DESKS = List.of("ALFA", "BRAVO", "DELTA", "KILO", "ZULU");
  private static final List<String> NOTES =
      List.of("leave at the gate", "gift wrap, please", "call before delivery", "fragile");

  private final SplittableRandom random;

  Orders(long seed) {
    random = new SplittableRandom(seed);
  }

  StructValue next() {
    long id = 1_000_000_000L + random.nextLong(9_000_000_000L);
    String account = DESKS.get(random.nextInt(DESKS.size())) + "-" + random.nextInt(1_000, 10_000);
    List<Object> items =
        IntStream.range(0, random.nextInt(1, 9)).<Object>mapToObj(i -> item()).toList();
    Optional<String> note =
        random.nextInt(3) == 0
            ? Optional.of(NOTES.get(random.nextInt(NOTES.size())))
            : Optional.empty();
    return new StructValue(ORDER, List.of(id, account, items, note));
  }

  private StructValue item() {
    long sku = random.nextLong(1, 100_000);
    long quantity = random.nextLong(1, 1_000);
    long price = random.nextLong(1, 1L << random.nextInt(8, 44));
    return new StructValue(ITEM, List.of(sku, quantity, price));
  }
}
