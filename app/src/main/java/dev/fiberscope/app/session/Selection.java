package dev.fiberscope.app.session;

import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.JvmId;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is selected, the same in every place of the window.
 *
 * @param thread row of the fiber or carrier, or {@link #NONE}
 * @param span row of the span, or {@link #NONE}
 * @param decode row of the decode that goes with it, or {@link #NONE}
 * @param suspension row of the suspension that goes with it, or {@link #NONE}
 */
public record Selection(int thread, int span, int decode, int suspension) {
  /** Stands for what is not selected. */
  public static final int NONE = -1;

  /** Nothing is selected. */
  public static final Selection EMPTY = new Selection(NONE, NONE, NONE, NONE);

  public boolean isEmpty() {
    return thread == NONE;
  }

  /** A whole lane. */
  public static Selection ofThread(OpenSession open, int thread) {
    int[] decodes = open.index().decodes(thread);
    return decodes.length == 0
        ? new Selection(thread, NONE, NONE, NONE)
        : ofDecode(open, decodes[0]).withThread(thread);
  }

  /**
   * A span, with the decode its fiber was in and the suspension that lasted or came last. A slice
   * on a carrier selects the fiber it carried.
   */
  public static Selection ofSpan(OpenSession open, int span) {
    Session session = open.session();
    SpanTable spans = session.spans();
    int track = spans.track(span);
    boolean onCarrier = session.threads().kind(track) != ThreadTable.Kind.FIBER;
    if (onCarrier && spans.link(span) == SpanTable.NO_LINK) {
      return new Selection(track, span, NONE, NONE);
    }
    int fiber = onCarrier ? spans.link(span) : track;
    // A decode may begin or end within the span: look where most of it has happened.
    int decode = decodeDuring(open.index(), fiber, spans.start(span), spans.end(span));
    return decode == NONE
        ? new Selection(fiber, span, NONE, NONE)
        : new Selection(fiber, span, decode, suspensionAt(open, decode, spans.end(span)));
  }

  private static int decodeDuring(SessionIndex index, int fiber, long from, long to) {
    int atEnd = index.decodeAt(fiber, to);
    return atEnd != DecodeTable.NO_DECODE ? atEnd : index.decodeAt(fiber, from);
  }

  /** The last suspension of a decode before a time, or its first one. */
  private static int suspensionAt(OpenSession open, int decode, long time) {
    int best = NONE;
    for (int row : open.index().suspensions(decode)) {
      if (best == NONE || open.session().suspensions().time(row) <= time) {
        best = row;
      }
    }
    return best;
  }

  /** The lane of a thread by the number that the JVM gave it; empty if nothing is known of it. */
  public static Optional<Selection> ofJavaId(OpenSession open, long javaId) {
    int thread = open.session().threads().find(JvmId.of(0, javaId));
    return thread == ThreadTable.NO_THREAD
        ? Optional.empty()
        : Optional.of(at(open, thread, open.session().readTo() - 1));
  }

  /** What a thread did at a time; the whole lane if that is not known. */
  public static Selection at(OpenSession open, int thread, long time) {
    int span = open.session().spans().at(thread, time);
    return span == NONE ? ofThread(open, thread) : ofSpan(open, span);
  }

  /** A decode at its first suspension. */
  public static Selection ofDecode(OpenSession open, int decode) {
    int[] suspensions = open.index().suspensions(decode);
    return suspensions.length == 0
        ? new Selection(open.session().decodes().thread(decode), NONE, decode, NONE)
        : ofSuspension(open, suspensions[0]);
  }

  /** A suspension, with the span during which it lasted. */
  public static Selection ofSuspension(OpenSession open, int suspension) {
    Session session = open.session();
    var row = session.suspensions().get(suspension);
    // The fiber still runs for a moment after it said that it would suspend.
    long waiting = Math.min(row.resumed(), session.duration());
    long middle = row.time() + (waiting - row.time()) / 2;
    int span = session.spans().at(row.thread(), middle);
    return new Selection(row.thread(), span, row.decode(), suspension);
  }

  /** What people most likely want to see first: the longest pin, or else the longest suspension. */
  public static Selection mostInteresting(OpenSession open) {
    Selection pin = longestPin(open);
    return pin.isEmpty() ? longestSuspension(open) : pin;
  }

  private static Selection longestPin(OpenSession open) {
    PinTable pins = open.session().pins();
    return IntStream.range(0, pins.count())
        .mapToObj(pins::get)
        .max(Comparator.comparingLong(pin -> pin.end() - pin.start()))
        .map(pin -> ofPin(open, pin))
        .orElse(EMPTY);
  }

  private static Selection ofPin(OpenSession open, Pin pin) {
    long middle = pin.start() + (pin.end() - pin.start()) / 2;
    int span = open.session().spans().at(pin.thread(), middle);
    return span == NONE ? EMPTY : ofSpan(open, span);
  }

  private static Selection longestSuspension(OpenSession open) {
    SuspensionTable suspensions = open.session().suspensions();
    long end = open.session().duration();
    return IntStream.range(0, suspensions.count())
        .mapToObj(suspensions::get)
        .max(Comparator.comparingLong(each -> Math.min(each.resumed(), end) - each.time()))
        .map(each -> ofSuspension(open, each.row()))
        .orElse(EMPTY);
  }

  /**
   * The same in a session that more of the recording was read for: threads and decodes keep their
   * rows, spans are found again by time.
   */
  public Selection carriedOver(OpenSession before, OpenSession after) {
    if (span == NONE) {
      return this;
    }
    SpanTable old = before.session().spans();
    long middle = old.start(span) + old.duration(span) / 2;
    return new Selection(
        thread, after.session().spans().at(old.track(span), middle), decode, suspension);
  }

  private Selection withThread(int row) {
    return new Selection(row, span, decode, suspension);
  }
}
