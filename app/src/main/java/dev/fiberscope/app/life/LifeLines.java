package dev.fiberscope.app.life;

import dev.fiberscope.app.format.Numbers;
import dev.fiberscope.app.format.Times;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells lives, of a fiber or of a decode, as lines in the order of time. */
public final class LifeLines {
  private static final String ACCENT = "accent";
  private static final int MOST_WAKES = 1_000;

  private final OpenSession open;
  private final Session session;
  private final List<LifeLine> lines = new ArrayList<>();

  private LifeLines(OpenSession open) {
    this.open = open;
    this.session = open.session();
  }

  /** What a fiber did and what was done to it, from start to end. */
  public static List<LifeLine> ofFiber(OpenSession open, int fiber) {
    LifeLines life = new LifeLines(open);
    life.startAndEnd(fiber);
    life.spans(fiber);
    for (int row : open.index().wakes(fiber)) {
      life.wake(open.session().wakes().get(row));
    }
    open.index().wakesBy(fiber, 0, Long.MAX_VALUE, MOST_WAKES).forEach(life::wakes);
    for (int row : open.index().pins(fiber)) {
      life.pin(open.session().pins().get(row));
    }
    for (Hold hold : open.session().holds().of(fiber)) {
      life.add(
          hold.start(),
          "running",
          "held to its carrier for " + Times.duration(hold.end() - hold.start()),
          Selection.EMPTY);
    }
    for (int decode : open.index().decodes(fiber)) {
      life.decode(open.session().decodes().get(decode));
      for (int row : open.index().suspensions(decode)) {
        life.suspension(open.session().suspensions().get(row), false);
      }
    }
    return life.inOrder();
  }

  /** Whom a thread that is no fiber woke, the first 1000 of them. */
  public static List<LifeLine> ofWakes(OpenSession open, int thread) {
    LifeLines life = new LifeLines(open);
    open.index().wakesBy(thread, 0, Long.MAX_VALUE, MOST_WAKES).forEach(life::wakes);
    return life.inOrder();
  }

  /** How a message arrived and when its decode waited for it. */
  public static List<LifeLine> ofDecode(OpenSession open, Decode decode, long length) {
    LifeLines life = new LifeLines(open);
    life.decode(decode);
    for (var chunk : open.index().arrived(decode, decode.end())) {
      if (chunk.from() < length) {
        long to = Math.min(length, chunk.from() + chunk.bytes().length);
        life.add(
            chunk.time(),
            ACCENT,
            Numbers.count(to - chunk.from(), "byte") + " arrived, up to offset " + to,
            Selection.EMPTY);
      }
    }
    for (int row : open.index().suspensions(decode.row())) {
      life.suspension(open.session().suspensions().get(row), true);
    }
    return life.inOrder();
  }

  private List<LifeLine> inOrder() {
    lines.sort(Comparator.comparingLong(LifeLine::time));
    return lines;
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

  private void spans(int fiber) {
    SpanTable spans = session.spans();
    int last = SpanTable.NONE;
    for (int row = spans.first(fiber); row != SpanTable.NONE; row = spans.next(row)) {
      Selection target = new Selection(fiber, row, Selection.NONE, Selection.NONE);
      State before = last == SpanTable.NONE ? State.UNKNOWN : spans.state(last);
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
        case AWAY ->
            add(
                spans.start(row),
                "away",
                State.AWAY.text() + ", " + Times.duration(spans.duration(row)),
                target);
        case BLOCKED ->
            add(
                spans.start(row),
                "blocked",
                "waits for a monitor, " + Times.duration(spans.duration(row)),
                target);
        default -> {}
      }
      last = row;
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
