package dev.fiberscope.recordings.sql;

import dev.fiberscope.recordings.tables.SessionTable;
import java.nio.file.Path;
import java.util.List;

/** Answers SQL. It stands beside the runtime, and is loaded when somebody asks. */
public interface SqlEngine {
  /** Loads what it is made of, which may take a while; best beside something else. */
  void prepare();

  /**
   * The tables of sessions as one database; those of the same name are one.
   *
   * @throws SqlException if there can be none, such as for want of memory
   */
  SqlDatabase open(List<List<SessionTable>> sessions) throws SqlException;

  /**
   * The tables of a folder that {@link SqlDatabase#export} wrote, or many of them.
   *
   * @throws SqlException if there are none
   */
  SqlDatabase open(Path folder) throws SqlException;
}
