package dev.fiberscope.recordings.export;

import java.io.IOException;
import java.util.List;

/** A table that is told row by row, so that it may be larger than the memory. */
public interface Rows {
  /** What each value of a row is. Names that end in {@code _ns} are nanoseconds. */
  List<String> columns();

  /** Tells every row, in order. */
  void forEach(Taker taker) throws IOException;

  /** Takes a row: a value for each column, a Long or a String. */
  @FunctionalInterface
  interface Taker {
    void row(Object... values) throws IOException;
  }
}
