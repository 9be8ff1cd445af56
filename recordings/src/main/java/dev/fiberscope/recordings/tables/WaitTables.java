package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.BlockingCall;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.LateTimer;
import dev.fiberscope.recordings.store.PinTable;
import dev.fiberscope.recordings.store.RecordTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.WakeTable;
import java.util.List;

/** Wake-ups, pins, late timers and calls that block a carrier. */
final class WaitTables {
  private static final Words<Evidence> EVIDENCE = new Words<>(Evidence.class);

  private WaitTables() {}

  static List<SessionTable> of(Session session, SessionIndex index) {
    return List.of(wakes(session), pins(session, index), timers(session), calls(session, index));
  }

  private static SessionTable wakes(Session session) {
    WakeTable wakes = session.wakes();
    return new TableBuilder(
            session,
            "wake",
            "A wake-up: from then on a fiber waited for a carrier until it was mounted")
        .thread("thread", "Who was woken", wakes::thread)
        .thread("waker", "Who woke it", wakes::waker)
        .time("start_ns", "When it could run", TableColumn.NULL, wakes::time)
        .time("mounted_ns", "When it did", WakeTable.NOT_MOUNTED, wakes::mounted)
        .whole(
            "queue_ns",
            "How long it waited for a carrier",
            row ->
                wakes.mounted(row) == WakeTable.NOT_MOUNTED
                    ? TableColumn.NULL
                    : wakes.mounted(row) - wakes.time(row))
        .text("reason", "What it no longer waited for", wakes::reason)
        .text("evidence", "recorded, derived or inferred", row -> EVIDENCE.of(wakes.evidence(row)))
        .build(wakes.first(), wakes.count());
  }

  private static SessionTable pins(Session session, SessionIndex index) {
    PinTable pins = session.pins();
    return new TableBuilder(session, "pin", "A wait of a fiber that kept its carrier")
        .thread("thread", "The fiber", row -> pins.get(row).thread())
        .thread("carrier", "The carrier", row -> pins.get(row).carrier())
        .time("start_ns", "Its begin", TableColumn.NULL, row -> pins.get(row).start())
        .whole("duration_ns", "Its length", row -> pins.get(row).end() - pins.get(row).start())
        .text("operation", "What it waited in (JDK 24 and later)", row -> pins.get(row).operation())
        .text(
            "reason", "Why it could not unmount (JDK 24 and later)", row -> pins.get(row).reason())
        .row("stack_trace", "Where: its number in frame", row -> pins.get(row).stackTrace())
        .text(
            "site",
            "The innermost method of the program there",
            row -> index.sites().siteName(pins.get(row).stackTrace()))
        .build(0, pins.count());
  }

  private static SessionTable timers(Session session) {
    RecordTable<LateTimer> timers = session.lateTimers();
    return new TableBuilder(session, "late_timer", "A sleep or timed wait that was over late")
        .thread("thread", "The fiber", row -> timers.get(row).thread())
        .time("start_ns", "Its begin", TableColumn.NULL, row -> timers.get(row).start())
        .time("due_ns", "When it was to end", TableColumn.NULL, row -> timers.get(row).due())
        .whole("late_ns", "How late it did", row -> timers.get(row).end() - timers.get(row).due())
        .build(0, timers.count());
  }

  private static SessionTable calls(Session session, SessionIndex index) {
    RecordTable<BlockingCall> calls = session.blockingCalls();
    return new TableBuilder(
            session, "blocking_call", "A call that blocked a thread and unmounts no fiber: files")
        .thread("thread", "Whose", row -> calls.get(row).thread())
        .time("start_ns", "Its begin", TableColumn.NULL, row -> calls.get(row).start())
        .whole("duration_ns", "Its length", row -> calls.get(row).end() - calls.get(row).start())
        .text("operation", "Such as reading /tmp/a", row -> calls.get(row).operation())
        .row("stack_trace", "Where: its number in frame", row -> calls.get(row).stackTrace())
        .text(
            "site",
            "The innermost method of the program there",
            row -> index.sites().siteName(calls.get(row).stackTrace()))
        .build(0, calls.count());
  }
}
