package dev.fiberscope.engine.schema;

/** Told of every part of a value while it is read. */
public interface DecodeListener {
  /** Listens to nothing. */
  DecodeListener NONE =
      new DecodeListener() {
        @Override
        public void opened(String label, Type type, long offset) {}

        @Override
        public void read(String label, Type type, long offset, long end, Object value) {}
      };

  /**
   * A value with parts begins.
   *
   * @param label the field's name, {@code [2]} for an element, empty for the root
   */
  void opened(String label, Type type, long offset);

  /**
   * A value was read whole; if it was opened, this closes it.
   *
   * @param end the offset behind its last byte
   */
  void read(String label, Type type, long offset, long end, Object value);
}
