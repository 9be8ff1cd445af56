package dev.fiberscope.app.attach;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.live.JvmVersion.Tells;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The JVMs of this machine with what each can tell, and what one can do with them. */
public final class JvmListView extends VBox {
  private static final javafx.util.Duration AGAIN = javafx.util.Duration.seconds(2);
  private static final double ROW = 46;
  private static final int FEWEST_ROWS = 3;
  private static final int MOST_ROWS = 8;

  private final JvmListViewModel viewModel;
  private final ListView<LocalJvm> list = new ListView<>();

  /** What is done with a JVM. */
  public record Actions(
      Consumer<LocalJvm> attach,
      Consumer<LocalJvm> snapshot,
      Consumer<LocalJvm> deepSnapshot,
      Runnable attachRemote) {}

  public JvmListView(JvmListViewModel viewModel, Actions actions) {
    this.viewModel = viewModel;
    setId("jvms");
    setSpacing(8);
    Label title = new Label("Which JVM?");
    title.getStyleClass().add("title");
    Label hint =
        new Label(
            "The list refreshes by itself. Enter attaches; nothing is changed in a JVM before you"
                + " have seen what it costs.");
    hint.getStyleClass().add("secondary");
    hint.setWrapText(true);
    list.setId("jvm-list");
    list.setAccessibleText("JVMs of this machine");
    Controls.focusWhenShown(list);
    list.setFixedCellSize(ROW);
    list.setCellFactory(_ -> new JvmCell());
    list.setPlaceholder(placeholder());
    Button attach = new Button("Attach\u2026");
    attach.setId("attach");
    attach.setDefaultButton(true);
    attach.setOnAction(_ -> actions.attach().accept(viewModel.selectedProperty().get()));
    Button snapshot = new Button("Snapshot of all threads");
    snapshot.setId("snapshot-jvm");
    snapshot.setTooltip(
        new Tooltip("What every thread does now, and who waits for whom; nothing is recorded"));
    snapshot.setOnAction(_ -> actions.snapshot().accept(viewModel.selectedProperty().get()));
    Button deep = new Button("Deep snapshot\u2026");
    deep.setId("deep-snapshot-jvm");
    deep.setTooltip(
        new Tooltip("And who owns which lock, on which carrier: loads an agent, once you agree"));
    deep.setOnAction(_ -> actions.deepSnapshot().accept(viewModel.selectedProperty().get()));
    Button remote = new Button("Remote host:port\u2026");
    remote.setId("attach-remote");
    remote.setTooltip(new Tooltip("A JVM of another machine, over JMX"));
    remote.setOnAction(_ -> actions.attachRemote().run());
    for (Button each : List.of(attach, snapshot, deep)) {
      each.setDisable(true);
    }
    viewModel
        .selectedProperty()
        .subscribe(
            jvm -> {
              boolean refused = jvm == null || jvm.refusal().isPresent();
              attach.setDisable(refused || jvm.version().tells() == Tells.NO_FIBERS);
              snapshot.setDisable(refused || jvm.version().tells() == Tells.NO_FIBERS);
              deep.setDisable(refused || jvm.version().tells() == Tells.NO_FIBERS);
            });
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER && !attach.isDisabled()) {
            attach.fire();
            event.consume();
          }
        });
    list.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2 && !attach.isDisabled()) {
            attach.fire();
          }
        });
    getChildren().addAll(title, hint, header(), list, new HBox(8, attach, snapshot, deep, remote));
    viewModel.jvmsProperty().subscribe(this::show);
    viewModel.selectedProperty().subscribe(list.getSelectionModel()::select);
    viewModel.knownProperty().subscribe(_ -> list.setPlaceholder(placeholder()));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, jvm) -> {
              if (jvm != null) {
                viewModel.selectedProperty().set(jvm);
              }
            });
    refreshWhileShown();
  }

  private void refreshWhileShown() {
    Timeline again = new Timeline(new KeyFrame(AGAIN, _ -> refresh()));
    again.setCycleCount(Animation.INDEFINITE);
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                again.stop();
              } else {
                again.playFrom(AGAIN.subtract(javafx.util.Duration.millis(100)));
              }
            });
  }

  private void refresh() {
    Window window = getScene() == null ? null : getScene().getWindow();
    if (window == null || !window.isShowing()) {
      return;
    }
    viewModel.refresh();
    // How long they have been up.
    list.refresh();
  }

  private Node placeholder() {
    Label none =
        Controls.paragraph(
            viewModel.knownProperty().get()
                ? "No other JVM runs on this machine, or none that you may see."
                : "Looking for JVMs\u2026");
    return none;
  }

  private void show(List<LocalJvm> jvms) {
    list.getItems().setAll(jvms);
    double rows = Math.clamp(jvms.size(), FEWEST_ROWS, MOST_ROWS);
    list.setMinHeight(2 * ROW);
    list.setPrefHeight(rows * ROW + 2);
    list.setMaxHeight(rows * ROW + 2);
    list.getSelectionModel().select(viewModel.selectedProperty().get());
  }

  private static Node header() {
    return row(
        "header",
        cell("pid", 64),
        grow(cell("what runs", 120)),
        cell("JDK", 80),
        cell("up", 64),
        cell("can tell", 190));
  }

  private static HBox row(String style, Node... parts) {
    HBox row = new HBox(8, parts);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().addAll("jvm-row", style);
    return row;
  }

  private static Label cell(String text, double width) {
    Label label = Controls.secondary(text);
    label.setMinWidth(width);
    label.setPrefWidth(width);
    return label;
  }

  private static <N extends Region> N grow(N node) {
    HBox.setHgrow(node, Priority.ALWAYS);
    node.setMaxWidth(Double.MAX_VALUE);
    node.setMinWidth(0);
    return node;
  }

  /** A JVM in two lines. */
  private static final class JvmCell extends ListCell<LocalJvm> {
    private JvmCell() {
      getStyleClass().add("jvm-cell");
      // As wide as the list, whatever it holds.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(LocalJvm jvm, boolean empty) {
      super.updateItem(jvm, empty);
      setText(null);
      setGraphic(empty || jvm == null ? null : content(jvm));
    }

    private static Node content(LocalJvm jvm) {
      Label pid = new Label(String.valueOf(jvm.pid()));
      pid.getStyleClass().add("mono");
      pid.setMinWidth(64);
      Label name = new Label(jvm.name());
      name.getStyleClass().add("strong");
      String where = jvm.container() ? "container  \u00b7  " : "";
      Label command =
          Controls.secondary(
              where + (jvm.commandLine().isEmpty() ? "user " + jvm.user() : jvm.commandLine()));
      VBox what = new VBox(1, name, command);
      what.setAlignment(Pos.CENTER_LEFT);
      if (!jvm.commandLine().isEmpty()) {
        Tooltip.install(what, new Tooltip(jvm.commandLine() + "\nuser " + jvm.user()));
      }
      Label chip = new Label(jvm.refusal().orElse(tells(jvm)));
      chip.getStyleClass().addAll("chip", style(jvm));
      chip.setTooltip(new Tooltip(jvm.refusal().orElse(explained(jvm.version().tells()))));
      chip.setMaxWidth(190);
      HBox last = new HBox(chip);
      last.setAlignment(Pos.CENTER_LEFT);
      last.setMinWidth(190);
      last.setPrefWidth(190);
      return row(
          "body",
          pid,
          grow(what),
          cell(jvm.version().text(), 80),
          cell(jvm.started().map(JvmCell::up).orElse(""), 64),
          last);
    }

    private static String up(Instant started) {
      return Times.rough(Duration.between(started, Instant.now()));
    }

    private static String tells(LocalJvm jvm) {
      return jvm.version().tells() == Tells.NOT_KNOWN
          ? "seen once attached"
          : jvm.version().tells().text();
    }

    private static String style(LocalJvm jvm) {
      if (jvm.refusal().isPresent()) {
        return "pinned";
      }
      return switch (jvm.version().tells()) {
        case EVERYTHING -> "recorded";
        case PINS_AND_STARTS -> "warned";
        default -> "secondary";
      };
    }

    private static String explained(Tells tells) {
      return switch (tells) {
        case EVERYTHING -> "Who ran where, who waited since when, who woke whom (JDK 25 and later)";
        case PINS_AND_STARTS ->
            "JDK 21 to 24 record starts, ends, pins, sleeps and IO of fibers; scheduling at level"
                + " deep, by an agent";
        case NO_FIBERS -> "Virtual threads came with JDK 21";
        case NOT_KNOWN -> "It does not say which JDK it runs on before it is attached to";
      };
    }
  }
}
