package dev.fiberscope.engine.wire;

/**
 * Something that bincode-next reads without a word, and that is wrong all the same.
 *
 * @param offset byte of the message
 * @param sentence what it is, and what the standard says
 */
public record Warning(long offset, String sentence) {
  /** The same with its place, as a sentence. */
  public String text() {
    return "At byte " + offset + " " + sentence + ".";
  }
}
