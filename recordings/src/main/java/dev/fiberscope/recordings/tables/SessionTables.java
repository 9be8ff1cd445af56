package dev.fiberscope.recordings.tables;

import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a session has, as tables. Whatever joins two of them has the same name in both. */
public final class SessionTables {
  /** Changes whenever a table or a column gets another name or meaning. */
  public static final int VERSION = 1;

  private SessionTables() {}

  /**
   * All tables of a session.
   *
   * @param analysis what rules say of it, asked for if somebody wants to know
   */
  public static List<SessionTable> of(
      Session session, SessionIndex index, Supplier<Analysis> analysis) {
    return of(session.name(), session, index, analysis);
  }

  /**
   * The same under another name, where several recordings have the same one.
   *
   * @param name what the column recording says
   */
  public static List<SessionTable> of(
      String name, Session session, SessionIndex index, Supplier<Analysis> analysis) {
    List<SessionTable> tables = new ArrayList<>();
    tables.addAll(ThreadTables.of(session, index));
    tables.addAll(WaitTables.of(session, index));
    tables.addAll(DecodeTables.of(session));
    tables.addAll(TraceTables.of(session, index));
    tables.add(CounterTables.counters(session));
    tables.add(CounterTables.pauses(session));
    tables.addAll(FindingTables.of(session, analysis));
    return tables.stream().map(table -> table.of(name)).toList();
  }
}
