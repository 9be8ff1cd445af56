package dev.fiberscope.app.decode;

import dev.fiberscope.app.life.Life;
import dev.fiberscope.app.life.LifeLines;
import dev.fiberscope.app.message.HandClasses;
import dev.fiberscope.app.message.RecordedMessages;
import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.Place;
import dev.fiberscope.app.message.SteppedMessage.Recorded;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.Moment;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.SteppingViewModel;
import dev.fiberscope.engine.schema.Decodable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The selected decode and its stepper, joined: where one goes, the other follows. */
public final class DecodeViewModel {
  /** What is replayed while the window waits. */
  private static final long SMALL_BYTES = 64 * 1024;

  private final SessionModel model;
  private final Background replaying;
  private final SteppingViewModel engine;
  private final Consumer<String> tell;
  private final ObservableList<WaitingDecode> waiting = FXCollections.observableArrayList();
  private final StepperViewModel stepper;
  private HandClasses classes = HandClasses.NONE;
  private RecordedMessages messages = new RecordedMessages(classes::find);
  private OpenSession shownOf;
  private boolean following;

  /** What was shown last: a session that grows shows the same decode again and again. */
  private Optional<Kept> kept = Optional.empty();

  private record Kept(OpenSession open, int decode, Place place, int waits) {}

  /** Who looks at the last suspension looks at the next one when there is one. */
  private static Place goneOn(Place before, int waits, SteppedMessage message) {
    boolean wasLast = before.waiting() != StepperViewModel.NONE && before.waiting() == waits - 1;
    int last = message.waits().size() - 1;
    return wasLast && last > before.waiting()
        ? new Place(message.waits().get(last).step(), last)
        : before;
  }

  /**
   * @param replaying where long messages are replayed
   * @param running where runs to a breakpoint run
   * @param engine the engine that is stepped, if one is
   * @param tell told what goes wrong, in sentences
   */
  public DecodeViewModel(
      SessionModel model,
      Background replaying,
      Background running,
      SteppingViewModel engine,
      Consumer<String> tell) {
    this.model = model;
    this.replaying = replaying;
    this.stepper = new StepperViewModel(running);
    this.engine = engine;
    this.tell = tell;
    model.openProperty().addListener((_, _, open) -> opened(open));
    model.selectionProperty().addListener((_, _, selection) -> selected(selection));
    model.momentProperty().addListener((_, _, moment) -> pointed(moment));
    stepper.changesProperty().addListener(_ -> stepped());
    replaying.doingProperty().addListener(_ -> quietly(stepper::waitsForMessage));
  }

  /** The session whose decodes these are; null if none is open. */
  ReadOnlyObjectProperty<OpenSession> openProperty() {
    return model.openProperty();
  }

  /** Steps through none any more. */
  public void chooseNone() {
    model.select(Selection.EMPTY);
  }

  public boolean isOpen() {
    return model.open() != null;
  }

  public boolean hasDecodes() {
    return isOpen() && model.open().session().decodes().count() > 0;
  }

  /** True while a decode that was selected is not there yet. */
  public boolean isReplaying() {
    return !replaying.doingProperty().get().isEmpty();
  }

  /** Selects a decode by its row, to step through it. */
  void choose(int row) {
    model.select(Selection.ofDecode(model.open(), row));
  }

  /** What steps through the decode. */
  public StepperViewModel stepper() {
    return stepper;
  }

  /** The engine that is stepped, if one is. */
  public SteppingViewModel engine() {
    return engine;
  }

  /** The suspended decodes of an engine that is stepped. */
  ObservableList<WaitingDecode> waiting() {
    return waiting;
  }

  private void opened(OpenSession open) {
    kept = kept.filter(last -> SessionModel.isMoreOfTheSame(last.open(), open));
    if (open == null || engine.engineProperty().get() == null) {
      waiting.clear();
      return;
    }
    List<WaitingDecode> now = WaitingDecode.of(open);
    if (!now.equals(waiting)) {
      // A list that selects what is new in it must not take part in this.
      quietly(() -> waiting.setAll(now));
    }
  }

  /** Shows where a suspended fiber stands. */
  void show(WaitingDecode suspended) {
    if (!following
        && model.open() != null
        && suspended.suspension() != model.selection().suspension()) {
      model.select(Selection.ofSuspension(model.open(), suspended.suspension()));
    }
  }

  /** Gives a suspended fiber its next bytes, for real. */
  void step(WaitingDecode suspended) {
    show(suspended);
    engine.step(suspended.fiber());
  }

  /** What is being replayed, in words; empty if nothing is. */
  public Background replaying() {
    return replaying;
  }

  private void selected(Selection selection) {
    if (following) {
      return;
    }
    OpenSession open = model.open();
    if (open == null || selection.decode() == Selection.NONE) {
      replaying.cancel();
      keep();
      shownOf = null;
      quietly(stepper::clear);
      return;
    }
    Optional<Recorded> shown = recorded();
    boolean same = open == shownOf && shown.map(Recorded::row).orElse(-1) == selection.decode();
    if (same) {
      quietly(() -> toSuspension(selection));
      return;
    }
    keep();
    shownOf = open;
    if (RecordedMessages.size(open.session(), open.index(), selection.decode()) <= SMALL_BYTES) {
      show(messages.of(open.session(), open.index(), selection.decode(), _ -> true), selection);
      return;
    }
    quietly(stepper::clear);
    double size =
        Math.max(1, RecordedMessages.size(open.session(), open.index(), selection.decode()));
    replaying.start(
        "Replaying the decode",
        task -> {
          LongPredicate progress =
              done -> {
                task.progress("Replaying the decode", done / size);
                return !Thread.currentThread().isInterrupted();
              };
          return messages.of(open.session(), open.index(), selection.decode(), progress);
        },
        message -> {
          if (model.open() == open && model.selection().decode() == selection.decode()) {
            show(message, model.selection());
          }
        });
  }

  private void keep() {
    Optional<Recorded> shown = recorded();
    if (shown.isPresent() && shownOf != null) {
      kept =
          Optional.of(
              new Kept(
                  shownOf,
                  shown.get().row(),
                  stepper.placeProperty().get(),
                  shown.get().waits().size()));
    }
  }

  private void show(SteppedMessage message, Selection selection) {
    int row = message.recorded().orElseThrow().row();
    Optional<Place> before =
        kept.filter(
                last ->
                    last.decode() == row
                        && SessionModel.isMoreOfTheSame(last.open(), model.open())
                        && last.place().position() <= message.steps()
                        && last.place().waiting() < message.waits().size())
            .map(last -> goneOn(last.place(), last.waits(), message));
    quietly(
        () -> {
          if (before.isEmpty()) {
            stepper.show(message, new Place(0, StepperViewModel.NONE));
            toSuspension(selection);
          } else {
            stepper.showMore(message, before.get());
            point(false);
          }
        });
  }

  private Optional<Recorded> recorded() {
    return stepper.messageProperty().get().flatMap(SteppedMessage::recorded);
  }

  private void toSuspension(Selection selection) {
    Recorded known = recorded().orElseThrow();
    for (int i = 0; i < known.waits().size(); i++) {
      if (known.waits().get(i).row() == selection.suspension()) {
        stepper.toSuspension(i);
        point(false);
        return;
      }
    }
    stepper.last();
    point(false);
  }

  /** Goes to where the decode was at a moment that somebody pointed to. */
  private void pointed(Moment moment) {
    if (following || moment.isEmpty()) {
      return;
    }
    recorded()
        .filter(known -> known.thread() == moment.thread())
        .filter(known -> known.start() <= moment.time() && moment.time() <= known.end())
        .ifPresent(_ -> quietly(() -> stepper.toTime(moment.time())));
  }

  /** Does something that the selection need not follow. */
  private void quietly(Runnable run) {
    boolean before = following;
    following = true;
    try {
      run.run();
    } finally {
      following = before;
    }
  }

  /** The cursor of the timeline, and the selection, follow each step. */
  private void stepped() {
    Optional<SteppedMessage> message = stepper.messageProperty().get();
    Optional<Recorded> known = recorded();
    if (following || known.isEmpty() || model.open() == null) {
      return;
    }
    long time = message.orElseThrow().time(stepper.position(), stepper.waiting());
    Recorded decode = known.get();
    quietly(
        () -> {
          int span = model.open().session().spans().at(decode.thread(), time);
          model.selectWithin(
              new Selection(decode.thread(), span, decode.row(), suspensionBefore(decode, time)));
          point(true);
        });
  }

  /** Shows on the timeline where the stepper stands. */
  private void point(boolean wanted) {
    Recorded known = recorded().orElseThrow();
    boolean exact = stepper.waiting() != StepperViewModel.NONE;
    long time =
        stepper.messageProperty().get().orElseThrow().time(stepper.position(), stepper.waiting());
    quietly(() -> model.pointTo(new Moment(known.thread(), time, exact, wanted)));
  }

  private static int suspensionBefore(Recorded decode, long time) {
    int last = Selection.NONE;
    for (SteppedMessage.Wait wait : decode.waits()) {
      if (wait.time() <= time) {
        last = wait.row();
      }
    }
    return last;
  }

  /** How the message arrived and when its decode waited, line by line. */
  public Life life(SteppedMessage message, long time) {
    Recorded known = message.recorded().orElseThrow();
    return LifeLines.ofDecode(
        model.open(),
        model.open().session().decodes().get(known.row()),
        message.bytes().length,
        time);
  }

  public Selection selection() {
    return model.selection();
  }

  public void select(Selection next) {
    model.select(next);
  }

  /** Goes to the fiber's next decode, {@code -1} to the one before. */
  public void stepDecode(int by) {
    recorded()
        .ifPresent(
            known -> {
              int[] rows = model.open().index().decodes(known.thread());
              for (int i = 0; i < rows.length; i++) {
                if (rows[i] == known.row() && i + by >= 0 && i + by < rows.length) {
                  model.select(Selection.ofDecode(model.open(), rows[i + by]));
                  return;
                }
              }
            });
  }

  /** Takes hand-written decoders from a folder or a jar, and replays the decode with them. */
  public void useClassPath(Path path) {
    try {
      classes = HandClasses.of(path);
      messages = new RecordedMessages(classes::find);
      shownOf = null;
      selected(model.selection());
    } catch (IllegalArgumentException wrong) {
      tell.accept(wrong.getMessage());
    }
  }

  /** A decoder that is written by hand, if the class path that was chosen has it. */
  public Optional<Decodable<?>> findDecoder(String className) {
    return classes.find(className);
  }
}
