package dev.fiberscope.app.life;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.WakeWalk;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.HoldTable.Hold;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.PinReason;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Tells lives, of a fiber or of a decode, as lines in the order of time. */
public final class LifeLines {
  private static final String ACCENT = "accent";

  /** Of each kind, before the moment and behind it: more than a view shows. */
  private static final int MOST = 120;

  /** About three spans make a line. */
  private static final int SPANS = 3 * MOST;

  private final OpenSession open;
  private final Session session;
  private final List<LifeLine> lines = new ArrayList<>();
  private long from = Long.MIN_VALUE;
  private long to = Long.MAX_VALUE;

  private LifeLines(OpenSession open) {
    this.open = open;
    this.session = open.session();
  }

  /** What a fiber did and what was done to it about a moment, in the order of time. */
  public static Life ofFiber(OpenSession open, int fiber, long now) {
    LifeLines life = new LifeLines(open);
    life.startAndEnd(fiber);
    life.spans(fiber, now);
    life.limits(open.index().wakesAround(fiber, now, MOST), Wake::time, now);
    open.index().wakesAround(fiber, now, MOST).forEach(life::wake);
    life.limits(open.index().wakesByAround(fiber, now, MOST), Wake::time, now);
    open.index().wakesByAround(fiber, now, MOST).forEach(life::wakes);
    List<Pin> pins =
        IntStream.of(open.index().pinsAround(fiber, now, MOST))
            .mapToObj(open.session().pins()::get)
            .toList();
    life.limits(pins, Pin::start, now);
    pins.forEach(life::pin);
    for (Hold hold : open.session().holds().of(fiber)) {
      life.add(
          hold.start(),
          "running",
          "held to its carrier for " + Times.duration(hold.end() - hold.start()),
          Selection.EMPTY);
    }
    List<Decode> decodes =
        IntStream.of(open.index().decodesAround(fiber, now, MOST))
            .mapToObj(open.session().decodes()::get)
            .toList();
    life.limits(decodes, Decode::start, now);
    for (Decode decode : decodes) {
      life.decode(decode);
      life.suspensions(decode, now, false);
    }
    return life.inOrder();
  }

  /** Whom a thread that is no fiber woke about a moment. */
  public static Life ofWakes(OpenSession open, int thread, long now) {
    LifeLines life = new LifeLines(open);
    List<Wake> wakes = open.index().wakesByAround(thread, now, MOST);
    life.limits(wakes, Wake::time, now);
    wakes.forEach(life::wakes);
    return life.inOrder();
  }

  /** How a message arrived and when its decode waited for it, about a moment. */
  public static Life ofDecode(OpenSession open, Decode decode, long length, long now) {
    LifeLines life = new LifeLines(open);
    life.decode(decode);
    for (var chunk : open.index().arrived(decode, decode.end(), length)) {
      long to = Math.min(length, chunk.from() + chunk.bytes().length);
      life.add(
          chunk.time(),
          ACCENT,
          Numbers.count(to - chunk.from(), "byte") + " arrived, up to offset " + to,
          Selection.EMPTY);
    }
    life.suspensions(decode, now, true);
    return life.inOrder();
  }

  private void suspensions(Decode decode, long now, boolean withResume) {
    List<Suspension> rows =
        IntStream.of(open.index().suspensionsAround(decode.row(), now, MOST))
            .mapToObj(session.suspensions()::get)
            .toList();
    limits(rows, Suspension::time, now);
    rows.forEach(row -> suspension(row, withResume));
  }

  /**
   * Notes that of one kind only so many are told before a moment and behind it: what is told of the
   * others reaches no further.
   */
  private <T> void limits(List<T> told, ToLongFunction<T> time, long now) {
    int before = 0;
    for (T each : told) {
      before += time.applyAsLong(each) <= now ? 1 : 0;
    }
    if (before >= MOST) {
      from = Math.max(from, time.applyAsLong(told.getFirst()));
    }
    if (told.size() - before >= MOST) {
      to = Math.min(to, time.applyAsLong(told.getLast()));
    }
  }

  private Life inOrder() {
    lines.removeIf(line -> line.time() < from || line.time() > to);
    lines.sort(Comparator.comparingLong(LifeLine::time));
    return new Life(lines, from > Long.MIN_VALUE, to < Long.MAX_VALUE);
  }

  private void add(long time, String mark, String text, Selection target) {
    lines.add(new LifeLine(time, mark, text, target));
  }

  private void startAndEnd(int fiber) {
    ThreadTable threads = session.threads();
    int parent = threads.parent(fiber);
    String by = parent == ThreadTable.NO_THREAD ? "" : " by " + threads.name(parent);
    if (threads.start(fiber) != ThreadTable.NOT_RECORDED) {
      add(threads.start(fiber), "running", "started" + by, Selection.EMPTY);
    }
    if (threads.end(fiber) != ThreadTable.NOT_RECORDED) {
      add(threads.end(fiber), "parked", "ended", Selection.EMPTY);
    }
  }

  private void spans(int fiber, long now) {
    SpanTable spans = session.spans();
    int first = spans.firstEndingAfter(fiber, now);
    first = first == SpanTable.NONE ? spans.last(fiber) : first;
    int row = first;
    for (int steps = 0; row != SpanTable.NONE && steps < SPANS; steps++) {
      if (steps > 0) {
        span(fiber, row);
      }
      from = steps == SPANS - 1 ? Math.max(from, spans.start(row)) : from;
      row = spans.previous(row);
    }
    row = first;
    for (int steps = 0; row != SpanTable.NONE && steps < SPANS; steps++) {
      span(fiber, row);
      to = steps == SPANS - 1 ? Math.min(to, spans.start(row)) : to;
      row = spans.next(row);
    }
  }

  private void span(int fiber, int row) {
    SpanTable spans = session.spans();
    Selection target = new Selection(fiber, row, Selection.NONE, Selection.NONE);
    int last = spans.previous(row);
    State before = last == SpanTable.NONE ? State.UNKNOWN : spans.state(last);
    String length = Times.duration(spans.duration(row));
    switch (spans.state(row)) {
      case RUNNING -> {
        if (before != State.PINNED && spans.link(row) != SpanTable.NO_LINK) {
          String queued =
              before == State.RUNNABLE
                  ? ", " + Times.duration(spans.duration(last)) + " in line"
                  : "";
          String carrier = session.threads().name(spans.link(row));
          add(spans.start(row), "running", "mounts " + carrier + queued, target);
        }
      }
      case AWAY -> add(spans.start(row), "away", State.AWAY.text() + ", " + length, target);
      case BLOCKED -> add(spans.start(row), "blocked", "waits for a monitor, " + length, target);
      default -> {}
    }
  }

  private void wake(Wake wake) {
    String waker =
        wake.waker() == ThreadTable.NO_THREAD ? "" : " by " + session.threads().name(wake.waker());
    Selection target = WakeWalk.waker(open, wake);
    String text =
        wake.waker() == wake.thread()
            ? "in line again as soon as it left its carrier"
            : wake.reason().equals(WakeTable.STARTED)
                ? "put in line" + waker + ", to begin"
                : "woken" + waker + reason(wake);
    String doubt = wake.evidence() == Evidence.INFERRED ? " (inferred)" : "";
    add(wake.time(), ACCENT, text + doubt, target);
  }

  private void wakes(Wake wake) {
    String woken = session.threads().name(wake.thread());
    add(wake.time(), ACCENT, "wakes " + woken + reason(wake), WakeWalk.woken(open, wake));
  }

  private static String reason(Wake wake) {
    return wake.reason().isEmpty() ? "" : ": " + wake.reason();
  }

  private void pin(Pin pin) {
    String reason = pin.reason().isEmpty() ? "" : ": " + PinReason.of(pin.reason());
    int span = session.spans().at(pin.thread(), pin.start() + (pin.end() - pin.start()) / 2);
    add(
        pin.start(),
        "pinned",
        "pinned " + Times.duration(pin.end() - pin.start()) + reason,
        span < 0 ? Selection.EMPTY : Selection.ofSpan(open, span));
  }

  private void decode(Decode decode) {
    String stack =
        session
            .pool()
            .useOf(decode.row())
            .map(use -> ", stack #" + use.stack() + (use.hit() ? " from the pool" : " newly made"))
            .orElse("");
    Selection target = Selection.ofDecode(open, decode.row());
    add(decode.start(), "running", "begins to decode " + decode.format().type() + stack, target);
    if (decode.outcome() == Outcome.DECODED) {
      add(
          decode.end(),
          "running",
          "decoded " + decode.format().type() + ", " + Numbers.bytes(decode.consumed()),
          target);
    } else if (decode.outcome() == Outcome.FAILED) {
      add(decode.end(), "pinned", "decode failed: " + decode.error(), target);
    } else if (decode.outcome() == Outcome.CANCELLED) {
      add(decode.end(), "pinned", decode.error(), target);
    }
  }

  private void suspension(Suspension row, boolean withResume) {
    Selection target = Selection.ofSuspension(open, row.row());
    add(
        row.time(),
        "parked",
        (row.isTurn() ? "steps aside" : "needs " + Numbers.count(row.wanted(), "byte"))
            + " at offset "
            + row.offset(),
        target);
    if (withResume && row.resumed() != SuspensionTable.STILL_SUSPENDED) {
      String after = Times.duration(row.resumed() - row.time());
      add(row.resumed(), "running", "resumes after " + after, Selection.EMPTY);
    }
  }
}
