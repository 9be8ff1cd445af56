package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.DecodeView;
import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.inspector.InspectorView;
import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.Finder;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.shell.CommandTable.WindowActions;
import dev.fiberscope.app.start.StartView;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.app.theme.Theme;
import dev.fiberscope.app.timeline.OverviewView;
import dev.fiberscope.app.timeline.TimelineView;
import dev.fiberscope.app.timeline.TimelineViewModel;
import java.io.File;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** The frame of the window: bar, rail, the place that is shown, and what lies over it. */
public final class MainView extends StackPane {
  private static final double DECODE_SHARE = 0.62;
  private static final double INSPECTOR_WIDTH = 340;

  private final SessionModel model;
  private final Workspace workspace;
  private final TimelineViewModel timeline;
  private final PaletteView palette = new PaletteView();
  private final BorderPane frame = new BorderPane();
  private final RailView rail;
  private final StartView start;
  private final TimelineView lanes;
  private final Node timelinePlace;
  private final CommandKeysView keys;
  private final FinderView finder = new FinderView();
  private final List<Command> commands;
  private Theme theme;

  public MainView(SessionModel model, Workspace workspace) {
    this.model = model;
    this.workspace = workspace;
    this.timeline = new TimelineViewModel(model);
    DecodeViewModel decode = new DecodeViewModel(model);
    lanes = new TimelineView(model, timeline, palette);
    timelinePlace = timelinePlace(decode);
    start = new StartView(workspace, this::chooseFile);
    rail = new RailView(this::showStart, this::showTimeline, this::otherTheme, this::showKeys);
    WindowActions actions =
        new WindowActions(
            this::chooseFile, this::otherTheme, this::showKeys, this::findCommand, this::findFiber);
    commands = new CommandTable(actions, model, timeline, decode, workspace).commands();
    keys = new CommandKeysView(commands);
    frame.getStyleClass().add("frame");
    frame.setTop(new VBox(new TopBarView(model, this::chooseFile), new NoticeView(workspace)));
    frame.setLeft(rail);
    getChildren().addAll(palette, frame, keys, finder);
    addEventHandler(KeyEvent.KEY_PRESSED, keys::handle);
    addEventHandler(KeyEvent.KEY_TYPED, keys::handle);
    setOnDragOver(this::dragOver);
    setOnDragDropped(this::dropped);
    model.openProperty().addListener(_ -> showTimeline());
    showStart();
  }

  private Node timelinePlace(DecodeViewModel decode) {
    VBox upper = new VBox(new OverviewView(model, timeline, palette), lanes, new LegendView());
    VBox.setVgrow(lanes, Priority.ALWAYS);
    upper.setMinHeight(200);
    SplitPane vertical = new SplitPane(upper);
    vertical.setOrientation(Orientation.VERTICAL);
    DecodeView stepper = new DecodeView(decode);
    model.openProperty().addListener((_, _, open) -> showStepper(vertical, stepper, open));
    InspectorView inspector = new InspectorView(model, workspace.background().another());
    inspector.setPrefWidth(INSPECTOR_WIDTH);
    inspector.setMinWidth(240);
    inspector.setMaxWidth(560);
    SplitPane place = new SplitPane(vertical, inspector);
    SplitPane.setResizableWithParent(inspector, false);
    place
        .widthProperty()
        .addListener(
            (_, before, width) -> {
              if (before.doubleValue() == 0) {
                place.setDividerPositions(1 - INSPECTOR_WIDTH / width.doubleValue());
              }
            });
    return place;
  }

  /** The decode stepper takes room only where something was decoded. */
  private static void showStepper(SplitPane vertical, Node stepper, OpenSession open) {
    boolean shows = vertical.getItems().contains(stepper);
    boolean wanted = open != null && open.session().decodes().count() > 0;
    if (wanted && !shows) {
      vertical.getItems().add(stepper);
      vertical.setDividerPositions(DECODE_SHARE);
    } else if (!wanted) {
      vertical.getItems().remove(stepper);
    }
  }

  /** What can be moved and zoomed. */
  public TimelineViewModel timeline() {
    return timeline;
  }

  /** Gives the window a look and remembers it. */
  public void use(Theme next) {
    theme = next;
    theme.apply(getScene());
    lanes.repaint();
  }

  private void otherTheme() {
    use(theme.other());
    workspace.settings().put("theme", theme.name().toLowerCase(Locale.ROOT));
  }

  private void showStart() {
    start.refresh();
    frame.setCenter(start);
    rail.current(true, model.open() != null);
  }

  private void showTimeline() {
    if (model.open() != null) {
      frame.setCenter(timelinePlace);
      rail.current(false, true);
      lanes.requestFocus();
    }
  }

  private void showKeys() {
    keys.setVisible(true);
  }

  private void findCommand() {
    finder.open("What do you want to do?", text -> Finder.commands(commands, text));
  }

  private void findFiber() {
    if (model.open() != null) {
      finder.open(
          "Name of a fiber or carrier",
          text -> Finder.threads(model.open().session().threads(), text, this::select));
    }
  }

  private void select(int thread) {
    showTimeline();
    model.select(Selection.ofThread(model.open(), thread));
    timeline.reveal();
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open a recording");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("JFR recordings", "*.jfr"),
            new FileChooser.ExtensionFilter("All files", "*"));
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      workspace.open(file.toPath());
    }
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      workspace.open(event.getDragboard().getFiles().getFirst().toPath());
      event.setDropCompleted(true);
    }
    event.consume();
  }
}
