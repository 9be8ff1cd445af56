package dev.fiberscope.engine.hazard;

import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import java.util.Optional;

/** Messages that scenarios decode. */
final class Messages {
  static final Schema NOTE = schema("struct Note { id: u32, text: String } type Root = Note;");

  /** A struct in a struct in a struct, ten deep. */
  static final Schema DEEP = schema(deep(10));

  static final Schema CHAIN =
      schema("struct Link { id: u32, next: Option<Box<Link>> } type Root = Link;");

  private Messages() {}

  private static Schema schema(String rust) {
    return RustSchema.parse(rust, Optional.of("Root"));
  }

  private static String deep(int depth) {
    StringBuilder rust = new StringBuilder("type Root = L1;");
    for (int level = 1; level < depth; level++) {
      rust.append(" struct L").append(level).append(" { f").append(level).append(": L");
      rust.append(level + 1).append(" }");
    }
    return rust.append(" struct L").append(depth).append(" { end: u32 }").toString();
  }

  static byte[] note(String text) {
    WireWriter out = writer();
    out.u32(7);
    out.string(text);
    return out.toByteArray();
  }

  static byte[] deep() {
    WireWriter out = writer();
    out.u32(7);
    return out.toByteArray();
  }

  static byte[] chain(int links) {
    WireWriter out = writer();
    for (int i = 1; i <= links; i++) {
      out.u32(1);
      out.u8(i < links ? 1 : 0);
    }
    return out.toByteArray();
  }

  /** A note whose text claims far more bytes than there are. */
  static byte[] claimingNote() {
    WireWriter out = writer();
    out.u32(7);
    out.u64(1L << 40);
    out.u8('x');
    return out.toByteArray();
  }

  static WireWriter writer() {
    return new WireWriter(WireConfig.standard());
  }
}
