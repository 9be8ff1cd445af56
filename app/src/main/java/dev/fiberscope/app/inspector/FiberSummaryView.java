package dev.fiberscope.app.inspector;

import dev.fiberscope.app.life.LifeLines;
import dev.fiberscope.app.life.LifeView;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.Moment;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.WakeWalk;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.store.Evidence;
import dev.fiberscope.recordings.store.PinTable.Pin;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.PinReason;
import dev.fiberscope.recordings.text.Times;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A fiber or carrier: where its time went, why and where it stopped, its life. */
final class FiberSummaryView extends VBox {
  private final OpenSession open;
  private final Session session;
  private final Selection selection;
  private final Optional<SamplesView> samples;

  /**
   * @param counting where what takes long is made
   * @param point tells of a moment that is looked at
   */
  FiberSummaryView(
      OpenSession open,
      Selection selection,
      Background counting,
      Consumer<Selection> select,
      Consumer<Moment> point) {
    this.open = open;
    this.session = open.session();
    this.selection = selection;
    StateShares shares = StateShares.of(session.spans(), selection.thread());
    Optional<Pin> pin = pin();
    getChildren().addAll(title(), subtitle(), new StateShareView(shares));
    pin.ifPresent(found -> getChildren().add(pinCard(found)));
    WaitCardView.of(open, selection, counting, select).ifPresent(getChildren()::add);
    BlockerCardView.of(open, selection, select).ifPresent(getChildren()::add);
    stackTrace(pin);
    samples = SamplesView.of(open, selection, point);
    samples.ifPresent(getChildren()::add);
    wakersStackTrace();
    boolean fiber = session.threads().kind(selection.thread()) == ThreadTable.Kind.FIBER;
    if (fiber) {
      getChildren()
          .addAll(
              section("LIFE OF THIS FIBER"),
              new LifeView(
                  LifeLines.ofFiber(open, selection.thread(), now()), now(), selection, select));
    } else if (open.index().wakeCountBy(selection.thread()) > 0) {
      getChildren()
          .addAll(
              section(
                  "WHOM IT WOKE, " + Numbers.count(open.index().wakeCountBy(selection.thread()))),
              new LifeView(
                  LifeLines.ofWakes(open, selection.thread(), now()), now(), selection, select));
    }
  }

  /** Shows what was sampled at a moment that is pointed to. */
  void pointed(Moment moment) {
    samples.ifPresent(view -> view.pointed(moment));
  }

  private long now() {
    if (selection.suspension() != Selection.NONE) {
      return session.suspensions().time(selection.suspension());
    }
    return selection.span() == Selection.NONE ? 0 : session.spans().start(selection.span());
  }

  private Node title() {
    Label name = new Label(session.threads().name(selection.thread()));
    name.getStyleClass().add("title");
    HBox title = new HBox(8, name);
    if (selection.span() != Selection.NONE) {
      State state = session.spans().state(selection.span());
      Label chip =
          new Label(
              state.text() + " " + Times.duration(session.spans().duration(selection.span())));
      chip.getStyleClass().add("chip");
      if (state == State.PINNED) {
        chip.getStyleClass().add("pinned");
      }
      chip.setMinWidth(Region.USE_PREF_SIZE);
      title.getChildren().add(chip);
    }
    title.setAlignment(Pos.CENTER_LEFT);
    return title;
  }

  private Node subtitle() {
    StringBuilder text = new StringBuilder();
    if (selection.decode() != Selection.NONE) {
      text.append("decoding ").append(session.decodes().format(selection.decode()).type());
      session
          .pool()
          .useOf(selection.decode())
          .ifPresent(use -> text.append("  \u00b7  stack #").append(use.stack()));
    } else {
      text.append(session.threads().kind(selection.thread()).name().toLowerCase(Locale.ROOT));
    }
    if (selection.span() != Selection.NONE) {
      SpanTable spans = session.spans();
      int carrier =
          session.threads().kind(spans.track(selection.span())) == ThreadTable.Kind.CARRIER
              ? spans.track(selection.span())
              : spans.link(selection.span());
      if (carrier != SpanTable.NO_LINK && carrier != selection.thread()) {
        text.append("  \u00b7  on ").append(session.threads().name(carrier));
      }
      Evidence evidence = spans.evidence(selection.span());
      text.append("  \u00b7  ").append(evidence.name().toLowerCase(Locale.ROOT));
    }
    Label label = Controls.paragraph(text.toString());
    return label;
  }

  /** The pin that the selected span is part of. */
  private Optional<Pin> pin() {
    if (selection.span() == Selection.NONE
        || session.spans().state(selection.span()) != State.PINNED) {
      return Optional.empty();
    }
    long middle =
        session.spans().start(selection.span()) + session.spans().duration(selection.span()) / 2;
    for (int row : open.index().pins(selection.thread())) {
      Pin pin = session.pins().get(row);
      if (pin.start() <= middle && middle <= pin.end()) {
        return Optional.of(pin);
      }
    }
    return Optional.empty();
  }

  private Node pinCard(Pin pin) {
    Label head = new Label("Carrier pinned for " + Times.duration(pin.end() - pin.start()));
    head.getStyleClass().add("strong");
    String carrier =
        pin.carrier() == ThreadTable.NO_THREAD
            ? "its carrier"
            : session.threads().name(pin.carrier());
    String reason = PinReason.of(pin.reason());
    String operation = pin.operation().isEmpty() ? "A wait" : pin.operation();
    Label body =
        new Label(
            operation + " kept " + carrier + ", so it could run nobody else: " + reason + ".");
    body.setWrapText(true);
    if (!pin.reason().isEmpty()) {
      body.setTooltip(new Tooltip("The JVM says: " + pin.reason()));
    }
    VBox card = new VBox(head, body);
    card.getStyleClass().addAll("card", "danger");
    return card;
  }

  private void stackTrace(Optional<Pin> pin) {
    int trace =
        pin.map(Pin::stackTrace)
            .orElseGet(
                () ->
                    selection.span() == Selection.NONE
                        ? StackTraceTable.NONE
                        : open.index().sites().stackTraceOf(selection.span()));
    List<Frame> frames = session.stackTraces().frames(trace);
    if (frames.isEmpty()) {
      return;
    }
    getChildren().add(section(pin.isPresent() ? "WHERE IT WAITED" : "WHERE IT SUSPENDED"));
    getChildren().add(new FramesView(frames));
  }

  /** Where who woke it was then. */
  private void wakersStackTrace() {
    List<Frame> frames =
        WakeWalk.wokenBy(open, selection)
            .map(wake -> session.stackTraces().frames(open.index().stackTraceOf(wake)))
            .orElse(List.of());
    if (!frames.isEmpty()) {
      getChildren().add(section("WHERE IT WAS WOKEN"));
      getChildren().add(new FramesView(frames));
    }
  }

  private static Label section(String text) {
    Label label = Controls.section(text);
    label.setPadding(new Insets(8, 0, 0, 0));
    return label;
  }
}
