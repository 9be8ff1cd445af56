package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.Place;
import dev.fiberscope.app.message.SteppedMessage.Wait;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.ReplayState;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.recordings.export.Rows;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A message, where one stands in its decode, and the ways to go on from there or back. */
public final class StepperViewModel {
  /** No byte, no suspension. */
  public static final int NONE = -1;

  private static final int STEPS_BETWEEN_LOOKS = 1 << 14;

  private final ReadOnlyObjectWrapper<Optional<SteppedMessage>> message =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Place> place =
      new ReadOnlyObjectWrapper<>(new Place(0, NONE));
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();
  private long messages;
  private final ReadOnlyStringWrapper told = new ReadOnlyStringWrapper("");
  private final LongProperty selectedByte = new SimpleLongProperty(NONE);
  private final ObservableList<Breakpoint> breakpoints = FXCollections.observableArrayList();
  private final Background running;

  /**
   * @param running where runs to a breakpoint run
   */
  public StepperViewModel(Background running) {
    this.running = running;
  }

  /** What runs to a breakpoint, if something does. */
  public Background running() {
    return running;
  }

  /** Its steps as a table; empty if there is no replay. */
  public Optional<Rows> table() {
    return message.get().flatMap(SteppedMessage::replay).map(StepRows::new);
  }

  /** Empty if there is nothing to step through. */
  public ReadOnlyObjectProperty<Optional<SteppedMessage>> messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Where one stands. */
  public ReadOnlyObjectProperty<Place> placeProperty() {
    return place.getReadOnlyProperty();
  }

  /** Grows whenever something else shows: another message, another place. */
  public ReadOnlyLongProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** What came of the last thing that was asked for, in a sentence; may be empty. */
  public ReadOnlyStringProperty toldProperty() {
    return told.getReadOnlyProperty();
  }

  /** The byte that is explained, or {@link #NONE}. */
  public LongProperty selectedByteProperty() {
    return selectedByte;
  }

  public ObservableList<Breakpoint> breakpoints() {
    return breakpoints;
  }

  /** Shows a message at a place. */
  public void show(SteppedMessage next, Place at) {
    selectedByte.set(NONE);
    told.set("");
    messages++;
    message.set(Optional.of(next));
    move(at);
  }

  /** Shows more of the message that is shown: what was asked about it stays. */
  public void showMore(SteppedMessage next, Place at) {
    message.set(Optional.of(next));
    move(at);
  }

  /** How many messages have been shown: what is open of one is not open of another. */
  long messages() {
    return messages;
  }

  /** Shows nothing any more. */
  public void clear() {
    message.set(Optional.empty());
    selectedByte.set(NONE);
    move(new Place(0, NONE));
  }

  /** Something else is to be said where there is nothing to step through. */
  void waitsForMessage() {
    if (message.get().isEmpty()) {
      changes.set(changes.get() + 1);
    }
  }

  private void move(Place next) {
    place.set(next);
    changes.set(changes.get() + 1);
  }

  public long position() {
    return place.get().position();
  }

  /** The suspension that lasts where one stands, from 0, or {@link #NONE}. */
  public int waiting() {
    return place.get().waiting();
  }

  Optional<Replay> replay() {
    return message.get().flatMap(SteppedMessage::replay);
  }

  /** How the replay stands; empty if there is none. */
  public Optional<ReplayState> state() {
    return replay().map(replay -> replay.at(position()));
  }

  /** What the last step waits for here, in words; empty if it waits for nothing. */
  public String waitsFor() {
    if (waiting() == NONE) {
      return "";
    }
    Wait wait = waits().get(waiting());
    return wait.turn()
        ? "waits for its turn"
        : "waits for " + wait.wanted() + (wait.wanted() == 1 ? " more byte" : " more bytes");
  }

  private List<Wait> waits() {
    return message.get().map(SteppedMessage::waits).orElse(List.of());
  }

  /** Goes to a position, if there is such a one. */
  public void goTo(long position) {
    replay()
        .ifPresent(
            replay -> {
              told.set("");
              selectedByte.set(NONE);
              move(new Place(Math.clamp(position, 0, replay.steps()), NONE));
            });
  }

  public void into() {
    replay().ifPresent(replay -> goTo(replay.into(position())));
  }

  public void over() {
    replay().ifPresent(replay -> goTo(replay.over(position())));
  }

  public void out() {
    replay().ifPresent(replay -> goTo(replay.out(position())));
  }

  public void backInto() {
    replay().ifPresent(replay -> goTo(replay.backInto(position())));
  }

  public void backOver() {
    replay().ifPresent(replay -> goTo(replay.backOver(position())));
  }

  public void backOut() {
    replay().ifPresent(replay -> goTo(replay.backOut(position())));
  }

  public void first() {
    goTo(0);
  }

  public void last() {
    goTo(Long.MAX_VALUE);
  }

  /** Goes to where a suspension lasts, from 0. */
  public void toSuspension(int number) {
    if (number >= 0 && number < waits().size()) {
      told.set("");
      selectedByte.set(NONE);
      move(new Place(waits().get(number).step(), number));
    }
  }

  /** Goes to the next suspension, {@code -1} to the one before. */
  public void suspension(int by) {
    List<Wait> waits = waits();
    if (waiting() != NONE) {
      toSuspension(waiting() + by);
      return;
    }
    int next = 0;
    while (next < waits.size() && waits.get(next).step() <= position()) {
      next++;
    }
    toSuspension(by > 0 ? next : next - 1);
  }

  /** Goes to where the decode was at a time. */
  public void toTime(long time) {
    message
        .get()
        .filter(each -> each.recorded().isPresent() && each.replay().isPresent())
        .ifPresent(
            each -> {
              told.set("");
              selectedByte.set(NONE);
              move(each.at(time));
            });
  }

  /** Goes to the step that read a byte, and explains the byte. */
  public void toByte(long offset) {
    replay()
        .ifPresent(
            replay -> {
              long step = replay.stepAt(offset);
              if (step == Replay.NONE) {
                selectedByte.set(NONE);
                told.set(
                    offset >= 0 && offset < replay.bytes().length
                        ? "No step reads byte " + offset + ": the decode ends before it."
                        : "There is no byte "
                            + offset
                            + "; the message has "
                            + replay.bytes().length
                            + ".");
                return;
              }
              goTo(step);
              selectedByte.set(offset);
            });
  }

  /** Goes to a byte that somebody wrote, decimal, or hex behind 0x. */
  public void toByte(String text) {
    try {
      toByte(Long.decode(text.strip().replaceFirst("^0+(?=\\d)", "")));
    } catch (NumberFormatException none) {
      selectedByte.set(NONE);
      told.set("An offset is a number such as 24 or 0x18.");
    }
  }

  /** Sets a breakpoint that somebody wrote, or takes the same one away; false if it is none. */
  public boolean toggleBreakpoint(String text) {
    selectedByte.set(NONE);
    try {
      Breakpoint next = Breakpoint.parse(text);
      boolean there = breakpoints.removeIf(each -> each.text().equals(next.text()));
      if (!there) {
        breakpoints.add(next);
      }
      told.set((there ? "No breakpoint any more on " : "Breakpoint on ") + next.text() + ".");
      return true;
    } catch (IllegalArgumentException wrong) {
      told.set(wrong.getMessage());
      return false;
    }
  }

  /** Sets a breakpoint on the field that was read last, or takes it away. */
  public void toggleBreakpointHere() {
    state()
        .flatMap(ReplayState::step)
        .ifPresentOrElse(
            step ->
                toggleBreakpoint(
                    step.label().isEmpty() || step.label().startsWith("[")
                        ? "type " + step.typeName()
                        : step.label()),
            () -> told.set("Take a step first: a breakpoint is set on the field that was read."));
  }

  /** Runs to the next breakpoint, {@code -1} to the one before; to the end if there is none. */
  public void run(int by) {
    Optional<Replay> replaying = replay();
    if (replaying.isEmpty()) {
      return;
    }
    selectedByte.set(NONE);
    if (breakpoints.isEmpty()) {
      goTo(by > 0 ? Long.MAX_VALUE : 0);
      told.set("There is no breakpoint; F9 sets one.");
      return;
    }
    Replay replay = replaying.get();
    List<Breakpoint> stops = List.copyOf(breakpoints);
    long from = position();
    running.start(
        "Running to a breakpoint",
        task -> new Stop(replay, from, stopped(replay, stops, from, by, task)),
        stop -> stopAt(stop, by));
  }

  /**
   * Where a run ended.
   *
   * @param found empty if nothing stopped it
   */
  private record Stop(Replay replay, long from, Optional<Found> found) {}

  private record Found(long position, Breakpoint breakpoint) {}

  private void stopAt(Stop stop, int by) {
    // Who went elsewhere meanwhile stays there.
    if (replay().orElse(null) != stop.replay() || position() != stop.from()) {
      return;
    }
    stop.found().ifPresent(found -> goTo(found.position()));
    told.set(
        stop.found()
            .map(found -> "Stopped at the breakpoint " + found.breakpoint().text() + ".")
            .orElse(
                by > 0
                    ? "No breakpoint is behind this step."
                    : "No breakpoint is before this step."));
  }

  private static Optional<Found> stopped(
      Replay replay, List<Breakpoint> stops, long from, int by, Background.Task task) {
    for (long at = from + by; at >= 1 && at <= replay.steps(); at += by) {
      Step step = replay.step(at);
      for (Breakpoint each : stops) {
        ReplayState state = each.condition().needsState() ? replay.at(at) : null;
        if (each.condition().holds(step, state)) {
          return Optional.of(new Found(at, each));
        }
      }
      if (at % STEPS_BETWEEN_LOOKS == 0) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException();
        }
        task.progress("Running to a breakpoint, step " + at, at / (double) replay.steps());
      }
    }
    return Optional.empty();
  }
}
