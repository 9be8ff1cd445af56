package dev.fiberscope.app.message;

import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.rust.RustSchema.Dialect;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What messages are, and how they travel.
 *
 * @param rust the types as Rust text
 * @param root the name of the message's type, as far as one was chosen
 * @param dialect through which traits, as far as that was said
 * @param notes what people should know about the types
 */
public record MessageTypes(
    String rust,
    Optional<String> root,
    Optional<Dialect> dialect,
    WireConfig config,
    Schema schema,
    List<String> notes) {
  private static final int MOST_OTHERS = 40;

  /**
   * Reads the types and the configuration.
   *
   * @param config Rust, of bincode 1, 2 or bincode-next
   * @throws MessageException with what is wrong and where
   */
  public static MessageTypes read(
      String rust, Optional<String> root, String config, Optional<Dialect> dialect)
      throws MessageException {
    try {
      WireConfig wire = WireConfig.parse(config);
      Optional<Dialect> chosen =
          dialect.isEmpty() && WireConfig.isBincode1(config) ? Optional.of(Dialect.SERDE) : dialect;
      RustSchema.Reading reading = RustSchema.read(rust, root, chosen);
      return new MessageTypes(rust, root, chosen, wire, reading.schema(), reading.notes());
    } catch (SchemaException | IllegalArgumentException wrong) {
      throw new MessageException(wrong.getMessage(), wrong);
    }
  }

  /** The file's other types, which the message may be as well. */
  public Map<String, Schema> others() {
    Map<String, Schema> others = new LinkedHashMap<>();
    for (String name : RustSchema.roots(rust)) {
      if (name.equals(schema.typeName()) || others.size() == MOST_OTHERS) {
        continue;
      }
      try {
        others.put(name, RustSchema.read(rust, Optional.of(name), dialect).schema());
      } catch (SchemaException unusable) {
        // It cannot be a message then.
      }
    }
    return others;
  }

  /** The same types by another configuration. */
  public MessageTypes with(WireConfig other) {
    return new MessageTypes(rust, root, dialect, other, schema, notes);
  }
}
