package dev.fiberscope.engine.payload;

import java.util.Optional;

/** A way to write bytes, for people or for files. */
interface PayloadForm {
  /** {@code hex dump}: what people call it. */
  String name();

  /** The bytes that a text stands for; empty if it is not of this form. */
  Optional<byte[]> read(String text);
}
