package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.BlockerTable.Blocker;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.JvmFacts;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** The recording, its threads, and what each of them did when. */
final class ThreadTables {
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Words<ThreadTable.Kind> KINDS = new Words<>(ThreadTable.Kind.class);
  private static final Words<State> STATES = new Words<>(State.class);
  private static final Words<Evidence> EVIDENCE = new Words<>(Evidence.class);

  private ThreadTables() {}

  static List<SessionTable> of(Session session, SessionIndex index) {
    return List.of(recording(session), threads(session, index), spans(session, index));
  }

  private static SessionTable recording(Session session) {
    JvmFacts facts = session.facts();
    return new TableBuilder(session, "recording", "A recording")
        .text("jvm", "The JVM that was recorded", _ -> session.jvm())
        .column(
            new TableColumn.Moment(
                "begin", "When the first thing recorded began, UTC", _ -> session.begin()))
        .whole("duration_ns", "From there to the last thing recorded", _ -> session.duration())
        .whole("events", "Events in it, of types that are not used too", _ -> session.events())
        .text("witness", "What tells of mounts and wake-ups", _ -> facts.witness().text())
        .whole(
            "parallelism",
            "Carriers that the scheduler keeps busy",
            _ -> facts.parallelism() == 0 ? TableColumn.NULL : facts.parallelism())
        .whole("pid", "Of its process", _ -> facts.pid() == 0 ? TableColumn.NULL : facts.pid())
        .build(0, 1);
  }

  private static SessionTable threads(Session session, SessionIndex index) {
    ThreadTable threads = session.threads();
    return new TableBuilder(session, "thread", "A fiber, a carrier or another platform thread")
        .row("thread", "Its row, which other tables name", row -> row)
        .whole("id", "Its Java id", threads::id)
        .text("name", "Its name", threads::name)
        .text(
            "pattern",
            "Its name with every number as #",
            row -> DIGITS.matcher(threads.name(row)).replaceAll("#"))
        .text("kind", "fiber, carrier or platform", row -> KINDS.of(threads.kind(row)))
        .time("start_ns", "When it was started", ThreadTable.NOT_RECORDED, threads::start)
        .time("end_ns", "When it ended", ThreadTable.NOT_RECORDED, threads::end)
        .whole(
            "duration_ns",
            "How long it lived, if both were recorded",
            row ->
                threads.start(row) == ThreadTable.NOT_RECORDED
                        || threads.end(row) == ThreadTable.NOT_RECORDED
                    ? TableColumn.NULL
                    : threads.end(row) - threads.start(row))
        .thread("parent", "Who started it", threads::parent)
        .text(
            "task",
            "The method that it was started to run, if a stack trace of it was recorded",
            row -> index.sites().task(row))
        .build(0, threads.count());
  }

  private static SessionTable spans(Session session, SessionIndex index) {
    SpanTable spans = session.spans();
    ThreadTable threads = session.threads();
    // Nothing is looked for that is nowhere.
    IntUnaryOperator traceOf =
        session.stackTraces().count() == 0
            ? _ -> StackTraceTable.NONE
            : index.sites()::stackTraceOf;
    IntFunction<Optional<Blocker>> blockerOf =
        session.blockers().count() == 0 ? _ -> Optional.empty() : index::blockerOf;
    return new TableBuilder(
            session, "span", "A stretch of time in which a thread did one thing: its state")
        .row("span", "Its row", row -> row)
        .thread("thread", "Whose it is", spans::track)
        .text("kind", "fiber, carrier or platform", row -> KINDS.of(threads.kind(spans.track(row))))
        .time("start_ns", "Its begin", TableColumn.NULL, spans::start)
        .time("end_ns", "Its end", TableColumn.NULL, spans::end)
        .whole("duration_ns", "Its length", spans::duration)
        .text(
            "state",
            "running, runnable (waits for a carrier; from when a timer was due, where wake counts"
                + " from when it was put into the queue), away (parked, or waits for a carrier),"
                + " parked, blocked, pinned, unknown",
            row -> STATES.of(spans.state(row)))
        .text("why", "What it waits for, as far as it is known", row -> spans.why(row).text())
        .text("evidence", "recorded, derived or inferred", row -> EVIDENCE.of(spans.evidence(row)))
        .thread("other", "The carrier of a fiber, the fiber of a carrier", spans::link)
        .row("stack_trace", "Where it waited: its number in frame", traceOf)
        .text(
            "site",
            "The innermost method of the program there",
            row -> index.sites().siteName(traceOf.applyAsInt(row)))
        .text(
            "lock",
            "What it is parked on, class and identity (recorded by the agent only)",
            row -> lock(blockerOf.apply(row)))
        .thread(
            "owner",
            "Who owned that then",
            row -> blockerOf.apply(row).map(Blocker::owner).orElse(ThreadTable.NO_THREAD))
        .build(spans.count(), (which, of) -> new SpanRowCursor(spans, threads.count(), which, of));
  }

  private static String lock(Optional<Blocker> blocker) {
    return blocker.map(each -> each.type() + "@" + Integer.toHexString(each.identity())).orElse("");
  }
}
