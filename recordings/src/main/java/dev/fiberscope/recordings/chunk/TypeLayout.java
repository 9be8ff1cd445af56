package dev.fiberscope.recordings.chunk;

import java.util.List;

/**
 * How values of a type are laid out in one chunk.
 *
 * @param event true if values of it are events
 * @param simple true if its one field is all there is to know, as of causes and names
 */
public record TypeLayout(long id, String name, List<Field> fields, boolean event, boolean simple) {
  /** How a field's value is written. */
  public enum Kind {
    /** byte, boolean: one byte. */
    BYTE,
    /** Compressed, as the ones below; negative ones are cut to their width. */
    SHORT,
    INT,
    /** long, char. */
    LONG,
    /** A compressed key into a constant pool. */
    CONSTANT,
    FLOAT,
    DOUBLE,
    TEXT,
    /** A value with fields of its own. */
    STRUCT;

    /** Up to here, values are numbers of up to nine bytes. */
    static final Kind LAST_NUMBER = CONSTANT;
  }

  /**
   * @param type id of the field's type
   * @param array true if a count of values is written, and the values
   */
  public record Field(String name, long type, Kind kind, boolean array) {}

  /** The place of a field, -1 if there is none of that name. */
  public int slot(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }
}
