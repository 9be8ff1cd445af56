package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Occurrence;
import dev.fiberscope.recordings.analysis.WaitGroups.Wait;
import dev.fiberscope.recordings.text.Times;

/** A wait for what others have, as an occurrence. */
final class WaitOccurrence {
  private WaitOccurrence() {}

  static Occurrence of(Observed seen, Wait wait, String sentence) {
    return new Occurrence(
        wait.start(),
        wait.end(),
        wait.fiber(),
        Occurrence.NONE,
        seen.decodeAt(wait.fiber(), wait.start()),
        wait.nanos(),
        Times.duration(wait.nanos()),
        sentence + (wait.isOver() ? "" : ", until the end"));
  }
}
