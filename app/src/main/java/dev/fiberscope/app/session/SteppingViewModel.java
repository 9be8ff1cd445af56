package dev.fiberscope.app.session;

import java.io.IOException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The engine that is watched, whose fibers can be held and resumed one by one. */
public final class SteppingViewModel {
  private final Background asking;
  private final Consumer<String> problem;
  private final ReadOnlyObjectWrapper<SteppedEngine> engine = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();

  /**
   * @param asking where the engine's JVM is asked
   * @param problem told what goes wrong, in sentences
   */
  SteppingViewModel(Background asking, Consumer<String> problem) {
    this.asking = asking;
    this.problem = problem;
  }

  /** Null if what is watched is no such engine. */
  public ReadOnlyObjectProperty<SteppedEngine> engineProperty() {
    return engine.getReadOnlyProperty();
  }

  /** True while its fibers are held. */
  public ReadOnlyBooleanProperty heldProperty() {
    return held.getReadOnlyProperty();
  }

  /** Takes an engine whose fibers are held. */
  void begin(SteppedEngine started) {
    engine.set(started);
    held.set(true);
  }

  /** Ends the engine, if there is one. */
  void end() {
    if (engine.get() != null) {
      engine.get().close();
      engine.set(null);
      held.set(false);
    }
  }

  /** Holds the fibers, or lets them go on. */
  public void toggleHold() {
    boolean hold = !held.get();
    ask(
        each -> {
          each.hold(hold);
          return true;
        },
        _ -> held.set(hold));
  }

  /** Resumes one fiber until it is suspended again. */
  public void step() {
    if (held.get()) {
      ask(
          SteppedEngine::step,
          ran ->
              problem.accept(
                  ran ? "" : "No fiber can be resumed now: all wait for a time or bytes."));
    }
  }

  /** Gives one fiber its next bytes and resumes it until it is suspended again. */
  public void step(String fiber) {
    if (held.get()) {
      ask(
          each -> each.step(fiber),
          ran -> problem.accept(ran ? "" : fiber + " cannot run now: it waits for a time."));
    } else {
      problem.accept("Hold the engine's fibers first (F7).");
    }
  }

  /** What is asked of an engine. */
  @FunctionalInterface
  private interface Asked {
    boolean of(SteppedEngine engine) throws IOException;
  }

  private void ask(Asked asked, Consumer<Boolean> then) {
    SteppedEngine each = engine.get();
    if (each != null) {
      asking.start(
          "Asking the engine",
          _ -> asked.of(each),
          then,
          failure -> problem.accept(ErrorSentence.of(failure)));
    }
  }
}
