package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.DecodeView;
import dev.fiberscope.app.flame.FlameView;
import dev.fiberscope.app.flame.FlameViewModel;
import dev.fiberscope.app.inspector.InspectorView;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.timeline.OverviewView;
import dev.fiberscope.app.timeline.TimelineView;
import dev.fiberscope.app.timeline.TimelineViewModel;
import dev.fiberscope.recordings.index.Lazy;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The timeline, what goes with it below, and the inspector on the right. */
final class TimelinePlaceView extends SplitPane {
  private static final double DOCK_FROM = 0.62;
  private static final double INSPECTOR_WIDTH = 340;

  private final SessionModel model;
  private final SplitPane vertical;
  private final Lazy<DecodeView> stepper;
  private final Lazy<FlameView> flame;
  private boolean stepping;
  private double dockFrom = DOCK_FROM;

  TimelinePlaceView(
      SessionModel model,
      TimelineViewModel timeline,
      TimelineView lanes,
      Supplier<DecodeView> decode,
      FlameViewModel flames,
      InspectorView inspector,
      PaletteView palette) {
    this.model = model;
    stepper = new Lazy<>(() -> narrowing(decode.get(), "decode"));
    flame = new Lazy<>(() -> narrowing(new FlameView(flames, palette), "flame"));
    VBox upper = new VBox(new OverviewView(model, timeline, palette), lanes, new LegendView());
    VBox.setVgrow(lanes, Priority.ALWAYS);
    upper.setMinHeight(200);
    vertical = new SplitPane(upper);
    vertical.setOrientation(Orientation.VERTICAL);
    inspector.setPrefWidth(INSPECTOR_WIDTH);
    inspector.setMinWidth(240);
    inspector.setMaxWidth(560);
    getItems().addAll(vertical, inspector);
    SplitPane.setResizableWithParent(inspector, false);
    widthProperty()
        .addListener(
            (_, before, width) -> {
              if (before.doubleValue() == 0) {
                setDividerPositions(1 - INSPECTOR_WIDTH / width.doubleValue());
              }
            });
    model.openProperty().addListener((_, before, open) -> opened(before, open));
    model.rangeProperty().addListener(_ -> dock());
    model.selectionProperty().addListener(_ -> dock());
    // A split pane adds the lanes late, when nobody asks for the focus any more.
    Controls.focusWhenShown(lanes);
    dock();
  }

  /** What is below the lanes gets as narrow as they do. */
  private static <T extends Region> T narrowing(T below, String id) {
    below.setId(id);
    below.setMinWidth(0);
    return below;
  }

  private void opened(OpenSession before, OpenSession open) {
    if (!SessionModel.isMoreOfTheSame(before, open)) {
      stepping = false;
    }
    dock();
  }

  /** What is below takes room only where there is something to see. */
  private void dock() {
    Optional<Node> wanted = wanted();
    Node docked = vertical.getItems().size() > 1 ? vertical.getItems().get(1) : null;
    if (docked == wanted.orElse(null)) {
      return;
    }
    if (docked != null) {
      dockFrom = vertical.getDividerPositions()[0];
      vertical.getItems().remove(docked);
    }
    wanted.ifPresent(
        node -> {
          vertical.getItems().add(node);
          vertical.setDividerPositions(dockFrom);
        });
  }

  /** The flame graph of a marked stretch of time, else the stepper if a decode was selected. */
  private Optional<Node> wanted() {
    OpenSession open = model.open();
    if (open == null) {
      return Optional.empty();
    }
    if (!model.rangeProperty().get().isEmpty()) {
      return Optional.of(flame.get());
    }
    // Once a decode was selected the stepper stays as long as something is, so that the lanes do
    // not jump to and fro.
    stepping =
        !model.selection().isEmpty() && (stepping || model.selection().decode() != Selection.NONE);
    return stepping ? Optional.of(stepper.get()) : Optional.empty();
  }
}
