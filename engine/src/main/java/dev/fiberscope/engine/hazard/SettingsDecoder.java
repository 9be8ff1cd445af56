package dev.fiberscope.engine.hazard;

import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;

/** A decoder that depends on more than its bytes: on a setting that is static. */
public final class SettingsDecoder implements Decodable<Integer> {
  /** Bytes that are read between the two fields. */
  static volatile int skipped;

  @Override
  public Integer decode(Decoder in) {
    int first = in.field("first").u8();
    for (int i = 0; i < skipped; i++) {
      in.field("skipped").u8();
    }
    return first + in.field("second").u8();
  }
}
