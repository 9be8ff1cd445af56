package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.schema.RecordParts.Part;
import dev.fiberscope.engine.wire.WireConfig;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;

/**
 * Decodes straight into Java records. A record is a struct, a sealed interface of records an enum
 * whose variants stand in the order of {@code permits}, a Java enum one of unit variants; List is
 * Vec, Optional is Option, {@code byte[]} is Vec&lt;u8&gt;. Types are looked at once, and method
 * handles read after that, without boxing.
 */
public final class RecordSchema<T> implements Decodable<T> {
  private final Class<T> root;
  private final Part part;
  private final MethodHandle read;

  private RecordSchema(Class<T> root, Part part) {
    this.root = root;
    this.part = part;
    this.read = part.read().asType(part.read().type().changeReturnType(Object.class));
  }

  /**
   * Looks a record or sealed interface up.
   *
   * @param lookup of somebody who may use the records' constructors: {@link MethodHandles#lookup()}
   * @throws IllegalArgumentException naming the component that cannot be decoded
   */
  public static <T> RecordSchema<T> of(MethodHandles.Lookup lookup, Class<T> root) {
    return new RecordSchema<>(root, new RecordParts(lookup).of(root));
  }

  @Override
  public T decode(Decoder in) {
    try {
      in.fingerprint(part.type());
      return root.cast(read.invokeExact(in));
    } catch (RuntimeException | Error problem) {
      throw problem;
    } catch (Throwable checked) {
      throw new IllegalStateException("a constructor of " + root.getName() + " failed", checked);
    }
  }

  @Override
  public Optional<Skim> skim(WireConfig config) {
    return Skim.of(part.type(), config);
  }

  /** The same types as Rust would declare them. */
  public Schema schema() {
    return new Schema(part.type());
  }

  @Override
  public String typeName() {
    return part.type().toString();
  }

  @Override
  public String rustText() {
    return RustText.of(part.type());
  }
}
