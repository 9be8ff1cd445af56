package dev.fiberscope.recordings.live;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which JDK a JVM is of, and what of fibers it can tell.
 *
 * @param text such as {@code 25.0.3}; empty if not known
 * @param feature such as 25; 0 if not known
 */
public record JvmVersion(String text, int feature) {
  /** What a JVM can tell of its fibers. */
  public enum Tells {
    EVERYTHING("everything"),
    PINS_AND_STARTS("pins, starts, waits"),
    NO_FIBERS("no virtual threads before 21"),
    NOT_KNOWN("not known");

    private final String text;

    Tells(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public static final JvmVersion UNKNOWN = new JvmVersion("", 0);

  private static final int METHOD_TRACE = 25;
  private static final int VIRTUAL_THREADS = 21;
  private static final Pattern NUMBERS = Pattern.compile("(?:1\\.)?(\\d+)[\\d.]*");

  /** Of a text such as {@code 25.0.3+9-LTS} or {@code 1.8.0_402}. */
  public static JvmVersion of(String text) {
    Matcher matcher = NUMBERS.matcher(text);
    return matcher.lookingAt()
        ? new JvmVersion(matcher.group(), Integer.parseInt(matcher.group(1)))
        : UNKNOWN;
  }

  /**
   * @param who the JVM, in words
   * @throws AttachException if it has no virtual threads
   */
  void requireFibers(String who) throws AttachException {
    if (tells() == Tells.NO_FIBERS) {
      throw new AttachException(
          who
              + " runs JDK "
              + text
              + ", which has no virtual threads; JDK 21 and later have, 25 and later tell"
              + " everything.");
    }
  }

  public Tells tells() {
    return feature == 0
        ? Tells.NOT_KNOWN
        : feature >= METHOD_TRACE
            ? Tells.EVERYTHING
            : feature >= VIRTUAL_THREADS ? Tells.PINS_AND_STARTS : Tells.NO_FIBERS;
  }
}
