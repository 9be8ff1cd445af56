package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.wire.WireConfig;
import java.util.Optional;

/** A root type that messages can be decoded as. */
public final class Schema implements Decodable<Object> {
  private final Type root;
  private final String rustText;
  private final boolean guessed;

  public Schema(Type root) {
    this.root = root;
    this.rustText = RustText.of(root);
    this.guessed = GuessedTypes.isIn(root);
  }

  public Type root() {
    return root;
  }

  @Override
  public String typeName() {
    return root.toString();
  }

  /** The types as Rust items, one a line; the last one is {@code type Root = …;}. */
  @Override
  public String rustText() {
    return rustText;
  }

  /**
   * Reads one message.
   *
   * @throws UnsupportedOperationException if {@link #isGuessed()}
   */
  @Override
  public Object decode(Decoder in) {
    if (guessed) {
      throw new UnsupportedOperationException(
          root
              + " has untagged variants, or fields that serde skips sometimes: nothing on the wire"
              + " says which, so it can be replayed but not decoded as it arrives.");
    }
    in.fingerprint(root);
    return new SchemaWalk(in).value(root);
  }

  @Override
  public Optional<Skim> skim(WireConfig config) {
    return guessed ? Optional.empty() : Skim.of(root, config);
  }

  /**
   * True if the bytes alone do not say what follows: a replay tries what may be, a decode on a
   * fiber cannot.
   */
  public boolean isGuessed() {
    return guessed;
  }

  /** True if values of the type have parts, so that a decoder opens a frame for them. */
  public static boolean hasParts(Type type) {
    return !(type instanceof Type.Int
        || type instanceof Type.NonZero
        || type instanceof Type.Primitive);
  }
}
