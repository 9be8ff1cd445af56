package dev.fiberscope.recordings.analysis;

/**
 * One time that a hazard showed.
 *
 * @param from ns since the session began; {@code to} likewise
 * @param fiber row of the fiber or thread, or {@link #NONE}
 * @param carrier row of the carrier, or {@link #NONE}
 * @param decode row of the decode, or {@link #NONE}
 * @param weight what the worst is told by: ns, bytes or a number
 * @param value that weight with its unit
 * @param sentence what happened
 */
public record Occurrence(
    long from,
    long to,
    int fiber,
    int carrier,
    int decode,
    long weight,
    String value,
    String sentence) {
  /** Stands for a row that is none. */
  public static final int NONE = -1;
}
