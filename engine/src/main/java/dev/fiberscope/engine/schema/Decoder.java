package dev.fiberscope.engine.schema;

import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeError.UnexpectedVariant;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Fingerprint;
import dev.fiberscope.engine.wire.Format;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.WireReader;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/**
 * What hand-written decoders read from. Name the field, then read it; open a frame for a value with
 * parts and close it after the last one. Names show in errors and in the debugger.
 */
public final class Decoder {
  private static final Type.Sequence BYTES = (Type.Sequence) Type.vec(new Type.Int(IntType.U8));

  private final WireReader wire;
  private final DecodeStack stack;

  /** Made when it is needed: most records do without. */
  private LeafReader leaves;

  private final DecodeListener listener;

  public Decoder(WireReader wire, DecodeStack stack) {
    this(wire, stack, null);
  }

  /**
   * @param listener null if nobody listens
   */
  public Decoder(WireReader wire, DecodeStack stack, DecodeListener listener) {
    this.listener = listener;
    this.wire = wire;
    this.stack = stack;
  }

  /** Begins anew with another message. */
  public void begin() {
    if (leaves != null) {
      leaves.freeElements(0);
      leaves.flush();
    }
  }

  LeafReader leaves() {
    if (leaves == null) {
      leaves = new LeafReader(wire);
    }
    return leaves;
  }

  WireReader wire() {
    return wire;
  }

  DecodeStack stack() {
    return stack;
  }

  /** A value with parts begins. */
  public Decoder open(String type) {
    if (listener != null) {
      listener.opens(stack.label(), type, wire.offset());
    }
    stack.open(type, wire.offset());
    return this;
  }

  /** The value that was opened last ends. */
  public void close() {
    if (listener != null) {
      listener.closes(wire.offset());
    }
    stack.close();
  }

  /** What is read next belongs to this field. */
  public Decoder field(String name) {
    stack.field(name);
    return this;
  }

  /** What is read next is this element. */
  public Decoder element(long index) {
    stack.element(index);
    return this;
  }

  public int u8() {
    leaf("u8");
    return (int) wire.integer(IntType.U8);
  }

  public byte i8() {
    leaf("i8");
    return (byte) wire.integer(IntType.I8);
  }

  public int u16() {
    leaf("u16");
    return wire.u16();
  }

  public short i16() {
    leaf("i16");
    return (short) wire.i16();
  }

  public long u32() {
    leaf("u32");
    return wire.u32();
  }

  public int i32() {
    leaf("i32");
    return wire.i32();
  }

  /** An unsigned 64-bit number as its bits. */
  public long u64() {
    leaf("u64");
    return wire.u64();
  }

  public long i64() {
    leaf("i64");
    return wire.i64();
  }

  public BigInteger u128() {
    leaf("u128");
    return wire.wide(IntType.U128);
  }

  public BigInteger i128() {
    leaf("i128");
    return wire.wide(IntType.I128);
  }

  /** An unsigned size as its bits. */
  public long usize() {
    leaf("usize");
    return wire.size(IntType.USIZE);
  }

  public float f32() {
    leaf("f32");
    return wire.f32();
  }

  public double f64() {
    leaf("f64");
    return wire.f64();
  }

  public boolean bool() {
    leaf("bool");
    return wire.bool();
  }

  /** A Unicode scalar value. */
  public int character() {
    leaf("char");
    return wire.character();
  }

  public String string() {
    leaf("String");
    return wire.string();
  }

  /** A {@code Vec<u8>}. */
  public byte[] bytes() {
    leaf("Vec<u8>");
    return wire.cbor() == null || wire.cbor().isAtBytes() ? wire.bytes() : numbers();
  }

  /** CBOR writes a list of bytes as an array of numbers. */
  private byte[] numbers() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length = leaves().length(BYTES);
    for (long i = 0; i != length && !isEnd(BYTES.element(), length); i++) {
      bytes.write((int) wire.integer(IntType.U8));
    }
    return bytes.toByteArray();
  }

  /** How many elements follow; a claim, so make room for what arrives, not for what is claimed. */
  public long length() {
    leaf("u64");
    return wire.cbor() == null ? wire.length() : wire.cbor().arrayHead();
  }

  /** How many elements of a list follow, which are counted. */
  long length(Type.Sequence type) {
    leaf("u64");
    return leaves().length(type);
  }

  /** True if what was counted last is a byte string of CBOR, not an array of numbers. */
  boolean isAtByteString() {
    return wire.cbor() != null && leaves().isRaw();
  }

  /** The same of a map. */
  long length(Type.Mapping type) {
    leaf("u64");
    return leaves().length(type);
  }

  /** Looks for what is there twice, where somebody wants to know. */
  Distinct distinct(boolean matters) {
    return new Distinct(
        !matters
            ? Distinct.Rule.ANY_MAY_COME
            : leaves().refusesDuplicates()
                ? Distinct.Rule.REFUSED
                : leaves().warnsOfDuplicates() ? Distinct.Rule.WARNED : Distinct.Rule.ANY_MAY_COME,
        wire.config().format() instanceof Format.Cbor cbor ? cbor.order() : 0);
  }

  boolean isSome(Type.Option type) {
    leaf("u8");
    return leaves().tag(type, IntType.U8, 2) == 1;
  }

  /**
   * Called before each element of a collection.
   *
   * @param length as {@link #length(Type.Sequence)} gave it
   * @return true if a break was read instead, and there is none
   */
  boolean isEnd(Type element, long length) {
    if (length == WireReader.INDEFINITE && wire.cbor() != null) {
      stack.field("break");
      stack.leaf("break", wire.offset());
    }
    return leaves().isEnd(element, length);
  }

  /** The fields of a struct or a variant follow; CBOR has a head before them. */
  public Decoder fields(int count) {
    if (wire.cbor() != null) {
      stack.field("length");
      leaf("u64");
      leaves().head(count);
    }
    return this;
  }

  /** Reads the fingerprint before a message, if there is one. */
  void fingerprint(Type root) {
    if (wire.config().fingerprint().kind() != Fingerprint.Kind.NONE) {
      stack.leaf("fingerprint", wire.offset());
      leaves().fingerprint(root);
    }
  }

  /** True for Some, whose value follows. */
  public boolean isSome(String type) {
    return tag(type, 2) == 1;
  }

  private int tag(String type, int variants) {
    leaf("u8");
    long offset = wire.offset();
    int tag = (int) wire.integer(IntType.U8);
    refuse(type, variants, tag, offset);
    return tag;
  }

  /** The index of an enum's variant, below {@code variants}. */
  public int variant(String type, int variants) {
    leaf("u32");
    long offset = wire.offset();
    long index = wire.u32();
    refuse(type, variants, index, offset);
    return (int) index;
  }

  private static void refuse(String type, int variants, long found, long offset) {
    if (found >= variants) {
      throw new DecodeException(new UnexpectedVariant(type, variants, false, found), offset);
    }
  }

  private void leaf(String type) {
    if (listener != null) {
      listener.reads(stack.label(), type, wire.offset());
    }
    stack.leaf(type, wire.offset());
  }
}
