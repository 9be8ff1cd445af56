package dev.fiberscope.app.inspector;

import dev.fiberscope.app.life.Life;
import dev.fiberscope.app.life.LifeLine;
import dev.fiberscope.app.life.LifeView;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Samples;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.analysis.Advice;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.ImportStatistics.Severity;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.VBox;

/** The session as a whole: what was recorded, what is missing, where to look first. */
final class SessionSummaryView extends VBox {
  private static final int MOST_PINS = 12;

  /**
   * @param answers what rules say of it
   */
  SessionSummaryView(OpenSession open, Node answers, Consumer<Selection> select) {
    Session session = open.session();
    Label title = new Label(session.name());
    title.getStyleClass().add("title");
    title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    title.setTooltip(new Tooltip(session.name()));
    Label hint =
        Controls.paragraph(
            Samples.look(open.file())
                .orElse("Select a fiber, a span or a line below to see it here."));
    getChildren().addAll(title, hint, answers, FactView.section("RECORDED"));
    fact("Duration", Times.duration(session.duration()));
    fact("Events", Numbers.count(session.events()));
    fact("Fibers", Numbers.count(session.threads().rows(ThreadTable.Kind.FIBER).length));
    int carriers = session.threads().rows(ThreadTable.Kind.CARRIER).length;
    fact("Carriers", carriers == 0 ? "not recorded" : Numbers.count(carriers));
    if (session.slices() > 0) {
      fact("Mount slices", Numbers.count(session.slices()));
      fact("Slices whose fiber is known", Numbers.percent(session.matchQuality()));
    }
    fact("Scheduling is", session.facts().witness().text());
    if (session.decodes().count() > 0) {
      fact("Decodes", Numbers.count(session.decodes().count()));
      fact("Suspensions", Numbers.count(session.suspensions().count()));
      fact(
          "Stacks reused / made",
          Numbers.count(session.pool().hits()) + " / " + Numbers.count(session.pool().misses()));
    }
    warnings(session);
    Advice.of(session, pid -> lives(session, pid)).ifPresent(this::advice);
    pins(open, select);
  }

  private void fact(String name, String value) {
    getChildren().add(new FactView(name, value));
  }

  /** A process of that number may be another one by now. */
  private static boolean lives(Session session, long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .filter(started -> started.isBefore(session.begin()))
        .isPresent();
  }

  private void advice(Advice advice) {
    Label sentence = new Label(advice.sentence());
    sentence.setWrapText(true);
    getChildren().addAll(FactView.section("TO SEE MORE"), sentence);
    if (!advice.command().isEmpty()) {
      // Whole, if need be on several lines: what is cut off cannot be typed.
      Label command = new Label(advice.command());
      command.setId("advice-command");
      command.setWrapText(true);
      command.setMaxWidth(Double.MAX_VALUE);
      command.getStyleClass().addAll("mono", "command-line");
      Button copy = Controls.small("Copy");
      copy.setOnAction(
          _ ->
              Clipboard.getSystemClipboard()
                  .setContent(Map.of(DataFormat.PLAIN_TEXT, advice.command())));
      getChildren().addAll(command, copy);
    }
  }

  private void warnings(Session session) {
    List<Counter> counted =
        session.statistics().counted().stream()
            // What to do about that is said below, and why.
            .filter(counter -> counter != Counter.NO_FIBERS)
            .toList();
    if (counted.isEmpty()) {
      return;
    }
    getChildren().add(FactView.section("NOT USED OR MISSING"));
    for (Counter counter : counted) {
      long count = session.statistics().count(counter);
      Label text = new Label(Numbers.count(count) + " " + counter.help(count) + ".");
      text.setWrapText(true);
      if (counter.severity() == Severity.NOTE) {
        text.getStyleClass().add("secondary");
      }
      getChildren().add(text);
    }
  }

  private void pins(OpenSession open, Consumer<Selection> select) {
    Session session = open.session();
    getChildren().add(FactView.section("LONGEST PINS"));
    List<Pin> longest =
        IntStream.range(0, session.pins().count())
            .mapToObj(session.pins()::get)
            .sorted(Comparator.comparingLong((Pin pin) -> pin.end() - pin.start()).reversed())
            .limit(MOST_PINS)
            .toList();
    if (longest.isEmpty()) {
      Label none = Controls.secondary("No fiber waited while it kept its carrier.");
      getChildren().add(none);
      return;
    }
    List<LifeLine> lines = longest.stream().map(pin -> line(open, pin)).toList();
    getChildren().add(new LifeView(Life.of(lines), 0, Selection.EMPTY, select));
  }

  private static LifeLine line(OpenSession open, Pin pin) {
    Session session = open.session();
    int span = session.spans().at(pin.thread(), pin.start() + (pin.end() - pin.start()) / 2);
    String text =
        session.threads().name(pin.thread()) + ", " + Times.duration(pin.end() - pin.start());
    Selection target = span < 0 ? Selection.EMPTY : Selection.ofSpan(open, span);
    return new LifeLine(pin.start(), "pinned", text, target);
  }
}
