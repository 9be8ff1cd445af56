package dev.fiberscope.app;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Settings;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.shell.MainView;
import dev.fiberscope.app.shell.UiThread;
import dev.fiberscope.app.theme.Theme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** A window that a test opens, clicks and types in. */
@ExtendWith(ApplicationExtension.class)
abstract class WindowHarness {
  static final Path SAMPLE = Samples.ORDERS;

  @TempDir static Path folder;

  private Stage window;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  SessionModel model;
  Workspace workspace;
  MainView view;

  /** Shows the window; TestFX calls only what a test declares itself. */
  void show(Stage stage) {
    Theme.loadFonts();
    model = new SessionModel();
    workspace =
        new Workspace(
            model,
            new Background(workers, new UiThread()),
            new Settings(folder.resolve("settings")),
            _ -> SAMPLE);
    view = new MainView(model, workspace);
    // JavaFX's headless screen is 1000 x 1000.
    Scene scene = new Scene(view, 990, 760);
    view.use(Theme.DARK);
    window = stage;
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @BeforeEach
  void openTheSample(FxRobot robot) {
    robot.interact(() -> workspace.open(SAMPLE));
    await(() -> model.open() != null && !model.open().session().isPartial());
    settle();
  }

  /** Waits until what was asked for is drawn. */
  void settle() {
    await(
        () ->
            view.timeline().lanes() != null
                && view.timeline().lanes().open() == model.open()
                && (view.lanes().getScene() == null || view.lanes().isSettled()));
  }

  @AfterEach
  void stop() {
    // What is still moving would ask for a frame that nobody plans any more.
    await(() -> model.open() == null || !model.open().session().isPartial());
    settle();
    WaitForAsyncUtils.asyncFx(window::hide);
    WaitForAsyncUtils.waitForFxEvents();
    workers.shutdownNow();
  }

  static void await(BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (Exception late) {
      throw new AssertionError("waited 20 s in vain", late);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** A key with modifiers, as it reaches what has the focus; the headless robot has none. */
  void press(FxRobot robot, KeyCode key, boolean shift, boolean control) {
    robot.interact(
        () -> {
          Node target = view.getScene().getFocusOwner();
          Event.fireEvent(
              target,
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, control, false, false));
        });
    settle();
  }

  /** As the mouse would at a place of a node. */
  static void fire(
      Node node, EventType<MouseEvent> type, double x, double y, MouseButton button, boolean ctrl) {
    // An event without a source has the coordinates of the scene.
    Point2D at = node.localToScene(x, y);
    Event.fireEvent(
        node,
        new MouseEvent(
            type,
            at.getX(),
            at.getY(),
            at.getX(),
            at.getY(),
            button,
            1,
            false,
            ctrl,
            false,
            false,
            button == MouseButton.PRIMARY,
            button == MouseButton.MIDDLE,
            false,
            false,
            false,
            false,
            null));
  }

  /** A click of the first button at a place of a node. */
  void click(FxRobot robot, Node node, double x, double y) {
    robot.interact(
        () -> {
          fire(node, MouseEvent.MOUSE_PRESSED, x, y, MouseButton.PRIMARY, false);
          fire(node, MouseEvent.MOUSE_RELEASED, x, y, MouseButton.PRIMARY, false);
          fire(node, MouseEvent.MOUSE_CLICKED, x, y, MouseButton.PRIMARY, false);
        });
    settle();
  }

  /** The text of every label that shows below a node. */
  static List<String> texts(FxRobot robot, String selector) {
    return robot.from(robot.lookup(selector)).lookup(".label").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .toList();
  }
}
