package dev.fiberscope.app.message;

import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;

/** A decoder that somebody wrote by hand, and that depends on more than its bytes. */
public final class FlaggedDecoder implements Decodable<String> {
  /** Whether messages have a field more. */
  public static volatile boolean hasNote = true;

  @Override
  public String decode(Decoder in) {
    in.open("Flagged");
    long id = in.field("id").u64();
    in.field("lines").open("Lines");
    long lines = in.field("length").length();
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < lines; i++) {
      text.append(in.element(i).string());
    }
    in.close();
    String note = hasNote ? in.field("note").string() : "";
    int end = in.field("end").u16();
    in.close();
    return id + text.toString() + note + end;
  }
}
