package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.store.ArrivalTable;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.List;

/** Decodes, their suspensions, the bytes that arrived for them, and their stacks. */
final class DecodeTables {
  private static final Words<DecodeTable.Outcome> OUTCOMES = new Words<>(DecodeTable.Outcome.class);

  private DecodeTables() {}

  static List<SessionTable> of(Session session) {
    return List.of(decodes(session), suspensions(session), arrivals(session), stacks(session));
  }

  private static SessionTable decodes(Session session) {
    DecodeTable decodes = session.decodes();
    return new TableBuilder(session, "decode", "A message that a fiber decoded")
        .row("decode", "Its row, which other tables name", row -> row)
        .thread("thread", "Who decoded it", decodes::thread)
        .text("type", "The message's Rust type", row -> decodes.format(row).type())
        .time("start_ns", "Its begin", TableColumn.NULL, decodes::start)
        .time("end_ns", "Its end", TableColumn.NULL, decodes::end)
        .whole("duration_ns", "Its length", row -> decodes.end(row) - decodes.start(row))
        .text(
            "outcome",
            "decoded, failed, cancelled or open",
            row -> OUTCOMES.of(decodes.outcome(row)))
        .whole("bytes", "That it read", row -> decodes.get(row).consumed())
        .whole("input", "The engine's number of its input", row -> decodes.get(row).input())
        .whole(
            "input_offset", "Bytes of the input before it", row -> decodes.get(row).inputOffset())
        .text("error", "Why it failed", row -> decodes.get(row).error())
        .text(
            "swallowed",
            "An error that its decoder caught and read on behind",
            row -> decodes.get(row).swallowed())
        .build(0, decodes.count());
  }

  private static SessionTable suspensions(Session session) {
    SuspensionTable suspensions = session.suspensions();
    return new TableBuilder(session, "suspension", "A wait of a decode for bytes, or for its turn")
        .row("decode", "Whose, a row of decode", suspensions::decode)
        .thread("thread", "The fiber", suspensions::thread)
        .time("start_ns", "Its begin", TableColumn.NULL, suspensions::time)
        .time(
            "resumed_ns",
            "When it went on",
            SuspensionTable.STILL_SUSPENDED,
            row -> suspensions.get(row).resumed())
        .whole(
            "duration_ns",
            "Its length",
            row ->
                suspensions.get(row).resumed() == SuspensionTable.STILL_SUSPENDED
                    ? TableColumn.NULL
                    : suspensions.get(row).resumed() - suspensions.time(row))
        .text("reason", "bytes or turn", row -> suspensions.get(row).reason())
        .whole("offset", "Byte of the message that it read", row -> suspensions.get(row).offset())
        .whole("arrived", "Bytes that had arrived", row -> suspensions.get(row).arrived())
        .whole("wanted", "Bytes that were missing", row -> suspensions.get(row).wanted())
        .text("field", "The field that it read", row -> field(suspensions.get(row).frames()))
        .row("stack_trace", "Where: its number in frame", row -> suspensions.get(row).stackTrace())
        .build(0, suspensions.count());
  }

  /** The names of the frames, from the outermost: {@code items.[0].sku}. */
  private static String field(String frames) {
    StringBuilder path = new StringBuilder();
    frames
        .lines()
        .map(line -> line.split("\t", 3))
        .filter(parts -> parts.length == 3 && !parts[1].isEmpty())
        .forEach(parts -> path.append(path.isEmpty() ? "" : ".").append(parts[1]));
    return path.toString();
  }

  private static SessionTable arrivals(Session session) {
    ArrivalTable arrivals = session.arrivals();
    return new TableBuilder(session, "arrival", "Bytes that came together")
        .whole("input", "The engine's number of the input", arrivals::input)
        .whole("input_offset", "Bytes of the input before them", arrivals::inputOffset)
        .time("start_ns", "When they came", TableColumn.NULL, arrivals::time)
        .whole("bytes", "How many", arrivals::length)
        .build(0, arrivals.count());
  }

  private static SessionTable stacks(Session session) {
    PoolTable pool = session.pool();
    return new TableBuilder(session, "stack", "A use of a decode stack by a decode")
        .row("decode", "Whose, a row of decode", row -> pool.use(row).decode())
        .whole("stack", "The engine's number of the stack", row -> pool.use(row).stack())
        .flag(
            "hit",
            "True if it came from the pool, false if it was made",
            row -> pool.use(row).hit())
        .time(
            "start_ns",
            "When it was acquired",
            ThreadTable.NOT_RECORDED,
            row -> pool.use(row).acquired())
        .time(
            "released_ns",
            "When it was given back",
            PoolTable.NOT_RELEASED,
            row -> pool.use(row).released())
        .flag("kept", "False if it was dropped when it was given back", row -> pool.use(row).kept())
        .whole("frame_capacity", "Frames it has room for", row -> pool.use(row).frameCapacity())
        .whole("high_water", "Frames used at most", row -> pool.use(row).highWaterFrames())
        .build(0, pool.uses());
  }
}
