package dev.fiberscope.engine.cbor;

import java.util.List;

/**
 * An item of CBOR data (RFC 8949).
 *
 * @param offset byte where its head begins
 * @param contentOffset byte behind its head
 * @param end offset behind all of it, a break included
 * @param kind what it is
 * @param isOpen true if its head says no length, and a break ends it
 * @param text in diagnostic notation, of an item without parts; the number of a tag
 * @param parts elements, keys and values in turns, chunks, or what a tag is of
 */
public record CborItem(
    long offset,
    long contentOffset,
    long end,
    Kind kind,
    boolean isOpen,
    String text,
    List<CborItem> parts) {
  /** What an item is. */
  public enum Kind {
    /** It has no parts. */
    PLAIN,
    /** A text or a byte string in chunks. */
    CHUNKS,
    ARRAY,
    MAP,
    TAG
  }
}
