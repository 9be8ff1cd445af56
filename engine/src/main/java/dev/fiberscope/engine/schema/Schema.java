package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.WireReader;

/** A root type that messages can be decoded as. */
public final class Schema {
  private final Type root;
  private final String rustText;

  public Schema(Type root) {
    this.root = root;
    this.rustText = RustText.of(root);
  }

  public Type root() {
    return root;
  }

  /** The types as Rust items, one a line; the last one is {@code type Root = …;}. */
  public String rustText() {
    return rustText;
  }

  /**
   * Reads one message. While it runs, {@code stack} tells which containers are open; after a {@link
   * dev.fiberscope.engine.wire.DecodeException} it still tells where that was.
   */
  public Object decode(WireReader wire, DecodeStack stack) {
    return decode(wire, stack, DecodeListener.NONE);
  }

  /** Reads one message and tells a listener of every part of it. */
  public Object decode(WireReader wire, DecodeStack stack, DecodeListener listener) {
    return new SchemaWalk(wire, stack, listener).value(root);
  }

  /** True if values of the type have parts, so that a decoder opens a frame for them. */
  public static boolean hasParts(Type type) {
    return !(type instanceof Type.Int
        || type instanceof Type.NonZero
        || type instanceof Type.Primitive);
  }
}
