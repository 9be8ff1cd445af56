package dev.fiberscope.app.threads;

import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.ThreadSnapshot;

/** What does not get on, as text for a ticket. */
final class StallText {
  private StallText() {}

  static String markdown(ThreadSnapshot snapshot, Stall stall) {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(stall.title()).append("\n\n");
    text.append(stall.sentence()).append("\n\n");
    stall
        .chain()
        .forEach(
            line ->
                text.append("- ")
                    .append(line.text())
                    .append(line.inferred() ? " *(inferred)*" : "")
                    .append('\n'));
    return text.append("\nSnapshot of ")
        .append(snapshot.time())
        .append(snapshot.jvm().isEmpty() ? "" : ", JDK " + snapshot.jvm())
        .append(", by Fiberscope\n")
        .toString();
  }
}
