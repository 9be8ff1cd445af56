package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.Finding;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A line to type in and what it finds; Enter goes there, Esc goes back. */
final class FinderView extends StackPane {
  private static final double WIDTH = 520;
  private static final double ROW = 28;
  private static final double HEIGHT = 12 * ROW + 2;

  private final TextField line = new TextField();
  private final ListView<Finding> list = new ListView<>();
  private Function<String, List<Finding>> finder = _ -> List.of();
  private Supplier<Function<String, List<Finding>>> finders = () -> finder;
  private final Background searching;
  private Node focusedBefore;
  private boolean isSearching;
  private boolean goesWhenFound;

  /**
   * @param searching where things are found
   */
  FinderView(Background searching) {
    this.searching = searching;
    setId("finder");
    getStyleClass().add("overlay");
    setVisible(false);
    list.setId("findings");
    list.setPrefHeight(HEIGHT);
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setCellFactory(_ -> new Row());
    list.setPlaceholder(new Label("Nothing has that name."));
    VBox card = new VBox(8, line, list);
    card.getStyleClass().add("overlay-card");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    card.setPrefWidth(WIDTH);
    StackPane.setAlignment(card, Pos.TOP_CENTER);
    StackPane.setMargin(card, new Insets(80, 0, 0, 0));
    getChildren().add(card);
    line.textProperty().addListener(_ -> find());
    line.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setOnMouseClicked(_ -> go(list.getSelectionModel().getSelectedItem()));
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getTarget() == this) {
            close();
          }
        });
  }

  /**
   * Opens with an empty line.
   *
   * @param prompt what can be typed
   * @param finds makes what gives what a text finds, which is called beside the window
   */
  void open(String prompt, Supplier<Function<String, List<Finding>>> finds) {
    finders = finds;
    finder = finds.get();
    if (!isVisible()) {
      focusedBefore = getScene().getFocusOwner();
    }
    list.getItems().clear();
    line.setPromptText(prompt);
    line.clear();
    find();
    setVisible(true);
    line.requestFocus();
  }

  /** Finds again, because there is more to be found. */
  void refresh() {
    if (isVisible()) {
      boolean goes = goesWhenFound;
      finder = finders.get();
      find();
      goesWhenFound = goes;
    }
  }

  private void find() {
    Function<String, List<Finding>> now = finder;
    String text = line.getText();
    isSearching = true;
    goesWhenFound = false;
    searching.start(
        "Finding",
        _ -> now.apply(text),
        this::show,
        problem -> {
          show(List.of());
          searching.tell(problem);
        });
  }

  private void show(List<Finding> found) {
    isSearching = false;
    Finding chosen = list.getSelectionModel().getSelectedItem();
    list.getItems().setAll(found);
    list.getSelectionModel().selectFirst();
    // What was chosen among what was found so far stays so.
    found.stream()
        .filter(each -> chosen != null && each.name().equals(chosen.name()))
        .findFirst()
        .ifPresent(list.getSelectionModel()::select);
    if (goesWhenFound) {
      go();
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> close();
      case ENTER -> go();
      case DOWN -> move(1);
      case UP -> move(-1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int by) {
    int next = list.getSelectionModel().getSelectedIndex() + by;
    if (next >= 0 && next < list.getItems().size()) {
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - 4));
    }
  }

  private void go() {
    if (isSearching) {
      goesWhenFound = true;
      return;
    }
    go(list.getSelectionModel().getSelectedItem());
  }

  private void go(Finding chosen) {
    close();
    if (chosen != null) {
      chosen.go().run();
    }
  }

  /** Hides without going anywhere. */
  void close() {
    if (!isVisible()) {
      return;
    }
    searching.cancel();
    goesWhenFound = false;
    setVisible(false);
    if (focusedBefore != null) {
      focusedBefore.requestFocus();
    }
  }

  /** A finding in one line: its name, and on the right what helps to tell it. */
  private static final class Row extends ListCell<Finding> {
    private final Label name = new Label();
    private final Label detail = new Label();
    private final HBox row = new HBox(name, new Region(), detail);

    private Row() {
      // As wide as the list, however long a name is.
      setPrefWidth(0);
      name.setMinWidth(0);
      detail.setMinWidth(Region.USE_PREF_SIZE);
      HBox.setHgrow(row.getChildren().get(1), Priority.ALWAYS);
      row.setAlignment(Pos.CENTER_LEFT);
      detail.getStyleClass().add("secondary");
    }

    @Override
    protected void updateItem(Finding finding, boolean empty) {
      super.updateItem(finding, empty);
      if (!empty) {
        name.setText(finding.name());
        detail.setText(finding.detail());
      }
      setGraphic(empty ? null : row);
    }
  }
}
