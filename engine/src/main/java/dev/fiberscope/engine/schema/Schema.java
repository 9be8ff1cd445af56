package dev.fiberscope.engine.schema;

/** A root type that messages can be decoded as. */
public final class Schema implements Decodable<Object> {
  private final Type root;
  private final String rustText;

  public Schema(Type root) {
    this.root = root;
    this.rustText = RustText.of(root);
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

  @Override
  public Object decode(Decoder in) {
    return decode(in, DecodeListener.NONE);
  }

  /** Reads one message and tells a listener of every part of it. */
  public Object decode(Decoder in, DecodeListener listener) {
    return new SchemaWalk(in, listener).value(root);
  }

  /** True if values of the type have parts, so that a decoder opens a frame for them. */
  public static boolean hasParts(Type type) {
    return !(type instanceof Type.Int
        || type instanceof Type.NonZero
        || type instanceof Type.Primitive);
  }
}
