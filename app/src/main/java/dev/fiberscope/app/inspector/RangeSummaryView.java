package dev.fiberscope.app.inspector;

import dev.fiberscope.app.life.HeldText;
import dev.fiberscope.app.life.Life;
import dev.fiberscope.app.life.LifeLine;
import dev.fiberscope.app.life.LifeView;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.TimeRange;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.index.CarrierHolders.Holder;
import dev.fiberscope.recordings.index.RangeStatistics;
import dev.fiberscope.recordings.index.RangeStatistics.Reason;
import dev.fiberscope.recordings.index.RangeStatistics.Wait;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.Why;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What happened in the marked stretch of time. */
final class RangeSummaryView extends VBox {
  private static final int MOST_SITES = 10;

  RangeSummaryView(
      OpenSession open, TimeRange range, RangeStatistics statistics, Consumer<Selection> select) {
    getChildren().addAll(title(range), hint(), FactView.section("FIBERS"));
    getChildren().add(new FactView("There", Numbers.count(statistics.fibers())));
    getChildren().add(new StateShareView(StateShares.of(statistics.fiberNanos())));
    carriers(range, statistics);
    waits(statistics.waits());
    sites(statistics.sites());
    queued(open, range, statistics, select);
    longest(open, "LONGEST WAITS", statistics.longest(), select);
  }

  /** While the statistics are still being made. */
  RangeSummaryView(TimeRange range) {
    Label counting = Controls.secondary("Counting\u2026");
    getChildren().addAll(title(range), hint(), counting);
  }

  private static Label title(TimeRange range) {
    Label title = new Label(Times.duration(range.length()) + " marked");
    title.getStyleClass().add("title");
    return title;
  }

  private static Label hint() {
    Label hint = Controls.paragraph("F zooms to it, Esc takes the mark away.");
    return hint;
  }

  private void carriers(TimeRange range, RangeStatistics statistics) {
    if (statistics.carriers() == 0) {
      return;
    }
    double all = (double) statistics.carriers() * range.length();
    long busy = LongStream.of(statistics.carrierNanos()).sum();
    long pinned = statistics.carrierNanos()[State.PINNED.ordinal()];
    getChildren().add(FactView.section("CARRIERS"));
    getChildren().add(new FactView("Busy", Numbers.percent(busy / all)));
    getChildren().add(new FactView("Pinned", Numbers.percent(pinned / all)));
  }

  private void waits(Map<Reason, RangeStatistics.Waits> waits) {
    getChildren().add(FactView.section("WAITS BY REASON"));
    if (waits.isEmpty()) {
      Label none = Controls.secondary("No fiber waited here.");
      getChildren().add(none);
    }
    waits.entrySet().stream()
        .sorted(Comparator.comparingLong(each -> -each.getValue().nanos()))
        .forEach(
            each ->
                getChildren()
                    .add(
                        new FactView(
                            name(each.getKey()) + ", " + Numbers.count(each.getValue().count()),
                            Times.duration(each.getValue().nanos()))));
  }

  private void sites(List<RangeStatistics.SiteWaits> sites) {
    if (sites.isEmpty()) {
      return;
    }
    getChildren().add(FactView.section("WAITS BY SITE"));
    sites.stream()
        .limit(MOST_SITES)
        .forEach(
            each ->
                getChildren()
                    .add(
                        new FactView(
                            each.site() + ", " + Numbers.count(each.waits().count()),
                            Times.duration(each.waits().nanos()))));
    if (sites.size() > MOST_SITES) {
      Label more = Controls.secondary(Numbers.count(sites.size() - MOST_SITES, "more site"));
      getChildren().add(more);
    }
  }

  private static String name(Reason reason) {
    if (reason.why() == Why.UNKNOWN) {
      return reason.state().text();
    }
    String also = reason.state() == State.AWAY ? ", or waiting for a carrier" : "";
    return reason.why().text() + also;
  }

  private void queued(
      OpenSession open, TimeRange range, RangeStatistics statistics, Consumer<Selection> select) {
    Session session = open.session();
    longest(open, "LONGEST WAITS FOR A CARRIER", statistics.longestQueued(), select);
    if (session.queueLengths().isRecorded()) {
      int most = session.queueLengths().most(range.from(), range.to());
      getChildren().add(new FactView("Waiting at a time, at most", Numbers.count(most)));
    }
    List<LifeLine> lines =
        statistics.holders().longest().stream()
            .filter(holder -> holder.fiber() != SpanTable.NO_LINK)
            .map(holder -> line(open, holder))
            .toList();
    if (!lines.isEmpty()) {
      Label held = new Label(HeldText.of(session.threads(), statistics.holders(), range.length()));
      held.setWrapText(true);
      getChildren()
          .addAll(
              FactView.section("WHO HELD CARRIERS LONGEST"),
              held,
              new LifeView(Life.of(lines), 0, Selection.EMPTY, select));
    }
  }

  private static LifeLine line(OpenSession open, Holder holder) {
    Session session = open.session();
    String state = session.spans().state(holder.span()).name().toLowerCase(Locale.ROOT);
    String text = session.threads().name(holder.fiber()) + ", " + Times.duration(holder.nanos());
    Selection target = Selection.ofSpan(open, holder.span());
    return new LifeLine(session.spans().start(holder.span()), state, text, target);
  }

  private void longest(
      OpenSession open, String title, List<Wait> waits, Consumer<Selection> select) {
    if (waits.isEmpty()) {
      return;
    }
    getChildren().add(FactView.section(title));
    List<LifeLine> lines = waits.stream().map(wait -> line(open, wait)).toList();
    getChildren().add(new LifeView(Life.of(lines), 0, Selection.EMPTY, select));
  }

  private static LifeLine line(OpenSession open, Wait wait) {
    Session session = open.session();
    int fiber = session.spans().track(wait.span());
    String state = session.spans().state(wait.span()).name().toLowerCase(Locale.ROOT);
    String text = session.threads().name(fiber) + ", " + Times.duration(wait.nanos());
    return new LifeLine(
        session.spans().start(wait.span()), state, text, Selection.ofSpan(open, wait.span()));
  }
}
