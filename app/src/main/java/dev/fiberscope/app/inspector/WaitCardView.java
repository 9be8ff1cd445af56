package dev.fiberscope.app.inspector;

import dev.fiberscope.app.life.HeldText;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.WakeWalk;
import dev.fiberscope.recordings.index.CarrierHolders;
import dev.fiberscope.recordings.index.CarrierHolders.Holder;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.store.WakeTable;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import dev.fiberscope.recordings.text.Times;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/**
 * The wait for a carrier that is selected: since when, who ended what was before, who held them.
 */
final class WaitCardView extends VBox {
  private static final int MOST_LINKS = 4;
  private static final int FEW_SLICES = 10_000;

  private WaitCardView(String head, String body) {
    Label title = new Label(head);
    title.getStyleClass().add("strong");
    title.setWrapText(true);
    getStyleClass().addAll("card", "warning");
    getChildren().addAll(title, text(body));
  }

  private static Label text(String sentences) {
    Label text = new Label(sentences);
    text.setWrapText(true);
    return text;
  }

  /** Empty if no wait for a carrier is selected, nor what may have been one. */
  static Optional<VBox> of(
      OpenSession open, Selection selection, Background counting, Consumer<Selection> select) {
    if (selection.span() == Selection.NONE) {
      return Optional.empty();
    }
    Session session = open.session();
    SpanTable spans = session.spans();
    int span = selection.span();
    State state = spans.state(span);
    if (state != State.RUNNABLE && state != State.AWAY) {
      return Optional.empty();
    }
    String length = Times.duration(spans.duration(span));
    String toEnd = spans.end(span) >= session.duration() ? ", to the end of the recording" : "";
    WaitCardView card =
        state == State.RUNNABLE
            ? new WaitCardView(
                "Waited " + length + " for a carrier" + toEnd, runnable(open, selection))
            : new WaitCardView(
                "Parked, or waiting for a carrier, for " + length + toEnd, away(session));
    card.holders(open, span, counting, select);
    return Optional.of(card);
  }

  /** A long wait may have millions of slices meanwhile: those are looked at beside the window. */
  private void holders(
      OpenSession open, int span, Background counting, Consumer<Selection> select) {
    SpanTable spans = open.session().spans();
    long from = spans.start(span);
    long to = spans.end(span);
    long slices = 0;
    for (int carrier : open.session().threads().rows(ThreadTable.Kind.CARRIER)) {
      slices += spans.count(carrier, from, to);
    }
    if (slices < FEW_SLICES) {
      holders(open, span, CarrierHolders.of(open.session(), from, to), select);
    } else {
      counting.start(
          "Counting",
          _ -> CarrierHolders.of(open.session(), from, to),
          holders -> holders(open, span, holders, select));
    }
  }

  private void holders(
      OpenSession open, int span, CarrierHolders holders, Consumer<Selection> select) {
    Session session = open.session();
    SpanTable spans = session.spans();
    getChildren().add(text(HeldText.of(session.threads(), holders, spans.duration(span))));
    FlowPane links = new FlowPane(8, 0);
    holders.longest().stream()
        .filter(holder -> holder.fiber() != SpanTable.NO_LINK)
        .limit(MOST_LINKS)
        .forEach(holder -> links.getChildren().add(link(open, holder, select)));
    getChildren().add(links);
  }

  private static Hyperlink link(OpenSession open, Holder holder, Consumer<Selection> select) {
    String name = open.session().threads().name(holder.fiber());
    Hyperlink link = new Hyperlink(name + " " + Times.duration(holder.nanos()));
    link.setOnAction(_ -> select.accept(Selection.ofSpan(open, holder.span())));
    return link;
  }

  private static String runnable(OpenSession open, Selection selection) {
    SpanTable spans = open.session().spans();
    StringBuilder text = new StringBuilder("It could run from ");
    text.append(Times.moment(spans.start(selection.span()))).append(" s on");
    WakeWalk.wokenBy(open, selection).ifPresent(wake -> text.append(wokenBy(open.session(), wake)));
    text.append('.');
    if (spans.evidence(selection.span()) == Evidence.INFERRED) {
      text.append(
          " Which wake-up was this fiber's is inferred: it may be another about the same time.");
    }
    return text.toString();
  }

  private static String wokenBy(Session session, Wake wake) {
    if (wake.waker() == ThreadTable.NO_THREAD) {
      return "";
    }
    if (wake.waker() == wake.thread()) {
      return ": it yielded, or had been woken before it had left its carrier";
    }
    String name = session.threads().name(wake.waker());
    if (wake.reason().equals(WakeTable.STARTED)) {
      return ", when " + name + " started it";
    }
    return session.threads().kind(wake.waker()) == ThreadTable.Kind.CARRIER
        ? ", when a timer, run by " + name + ", woke it"
        : ", when " + name + " woke it";
  }

  private static String away(Session session) {
    return session.queueLengths().isRecorded()
        ? "Nothing in the recording tells when what it waited for was over: it had not run again by"
            + " the end, its timer could not fire while every carrier was held, or an event was"
            + " lost."
        : "The recording does not tell when fibers were put in line for a carrier. One made with"
            + " the settings of this version does: fiberscope settings --level standard.";
  }
}
