package dev.fiberscope.app.query;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Settings;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.rules.Rules;
import dev.fiberscope.recordings.sql.AnswerRows;
import dev.fiberscope.recordings.sql.SqlDatabase;
import dev.fiberscope.recordings.sql.SqlDatabase.Answer;
import dev.fiberscope.recordings.sql.SqlDatabase.Described;
import dev.fiberscope.recordings.sql.SqlEngines;
import dev.fiberscope.recordings.sql.SqlException;
import dev.fiberscope.recordings.tables.SessionTable;
import dev.fiberscope.recordings.tables.SessionTables;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Questions in SQL about the open session, asked beside the window. */
public final class QueryViewModel {
  /** More rows are not shown: who wants more wants a file. */
  static final int MOST_ROWS = 10_000;

  private static final int MOST_SECONDS = 600;

  private static final String KEY = "query.sql";
  private static final String FIRST = "FROM queue_time LIMIT 100";

  /**
   * What a question gave.
   *
   * @param open whose tables were asked
   */
  record Answered(OpenSession open, Answer answer, long nanos) {}

  private final SessionModel model;
  private final Background asking;
  private final Settings settings;
  private final StringProperty sql;
  private final QuestionHistory history;
  private final ReadOnlyObjectWrapper<Answered> answered = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<List<Described>> schema =
      new ReadOnlyObjectWrapper<>(List.of());
  private CompletableFuture<SqlDatabase> database =
      CompletableFuture.failedFuture(new IllegalStateException("nothing is open"));
  private OpenSession opened;

  /**
   * @param asking where questions are asked
   */
  public QueryViewModel(SessionModel model, Background asking, Settings settings) {
    this.model = model;
    this.asking = asking;
    this.settings = settings;
    sql = new SimpleStringProperty(settings.get(KEY, FIRST));
    history = new QuestionHistory(settings);
    model.openProperty().addListener((_, before, open) -> sessionChanged(before, open));
  }

  private void sessionChanged(OpenSession before, OpenSession open) {
    if (!SessionModel.isMoreOfTheSame(before, open)) {
      cancel();
      answered.set(null);
      problem.set("");
    }
  }

  /** The question. */
  public StringProperty sqlProperty() {
    return sql;
  }

  QuestionHistory history() {
    return history;
  }

  /** Null before there is one. */
  ReadOnlyObjectProperty<Answered> answeredProperty() {
    return answered.getReadOnlyProperty();
  }

  /** Why there is no answer, empty if there is one. */
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What can be asked for; empty until somebody looked. */
  ReadOnlyObjectProperty<List<Described>> schemaProperty() {
    return schema.getReadOnlyProperty();
  }

  /** What is being asked, in words; empty if nothing is. */
  ReadOnlyStringProperty doingProperty() {
    return asking.doingProperty();
  }

  /** Looks what can be asked for. */
  public void look() {
    OpenSession open = model.open();
    if (open == null || open == opened || !asking.doingProperty().get().isEmpty()) {
      return;
    }
    CompletableFuture<SqlDatabase> tables = of(open);
    asking.start("Looking at tables", _ -> tables.get().schema(), schema::set, this::failed);
  }

  /** Asks the question. */
  public void ask() {
    OpenSession open = model.open();
    String question = sql.get().strip();
    if (open == null || question.isEmpty()) {
      return;
    }
    settings.put(KEY, sql.get());
    history.add(sql.get());
    cancel();
    problem.set("");
    CompletableFuture<SqlDatabase> opening = of(open);
    asking.start(
        "Asking",
        _ -> {
          SqlDatabase asked = opening.get();
          List<Described> tables = asked.schema();
          long begin = System.nanoTime();
          Answer answer = asked.ask(question, MOST_ROWS, MOST_SECONDS);
          long nanos = System.nanoTime() - begin;
          asking.later(() -> schema.set(tables));
          return new Answered(open, answer, nanos);
        },
        answered::set,
        this::failed);
  }

  private void failed(Throwable failure) {
    Throwable reason = failure instanceof ExecutionException ? failure.getCause() : failure;
    answered.set(null);
    problem.set(reason instanceof SqlException ? reason.getMessage() : ErrorSentence.of(reason));
  }

  /** Stops what is being asked. */
  public void cancel() {
    if (!asking.doingProperty().get().isEmpty() && database.state() == Future.State.SUCCESS) {
      database.resultNow().cancel();
    }
    asking.cancel();
  }

  /**
   * The tables of a session; those of the one before go. They are opened on a thread that nobody
   * interrupts: a library that is interrupted while it loads never loads again.
   */
  private CompletableFuture<SqlDatabase> of(OpenSession open) {
    if (opened != open || database.isCompletedExceptionally()) {
      database.thenAccept(SqlDatabase::close);
      CompletableFuture<SqlDatabase> next = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                try {
                  next.complete(SqlEngines.load().open(List.of(tables(open))));
                } catch (Throwable problem) {
                  next.completeExceptionally(problem);
                }
              });
      database = next;
      opened = open;
    }
    return database;
  }

  private static List<SessionTable> tables(OpenSession open) {
    return SessionTables.of(
        open.session(),
        open.index(),
        () -> Analysis.of(Observed.of(open.session(), open.index(), open.file()), Rules.ALL));
  }

  /** Selects what a row is about, if it names a thread. */
  boolean select(List<Object> row) {
    Answered now = answered.get();
    Optional<Long> thread = now == null ? Optional.empty() : whole(now.answer(), row, "thread");
    if (thread.isEmpty() || model.open() != now.open()) {
      return false;
    }
    int lane = Math.toIntExact(thread.get());
    if (lane < 0 || lane >= now.open().session().threads().count()) {
      return false;
    }
    model.select(
        whole(now.answer(), row, "start_ns")
            .map(time -> Selection.at(now.open(), lane, time))
            .orElseGet(() -> Selection.ofThread(now.open(), lane)));
    return true;
  }

  private static Optional<Long> whole(Answer answer, List<Object> row, String column) {
    int at = answer.columns().indexOf(column);
    return at >= 0 && row.get(at) instanceof Long value ? Optional.of(value) : Optional.empty();
  }

  /** The answer as a table to be saved; empty if there is none. */
  public Optional<Rows> table() {
    return Optional.ofNullable(answered.get()).map(now -> new AnswerRows(now.answer(), ""));
  }
}
