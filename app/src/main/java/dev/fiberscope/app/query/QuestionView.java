package dev.fiberscope.app.query;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.sql.Completion;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Where a question is typed: Ctrl+Space completes a word, Alt+Up brings back what was asked. */
final class QuestionView extends TextArea {
  private static final int MOST_OFFERED = 16;
  private static final double BELOW_LINE = 8;

  private final QueryViewModel query;
  private final ContextMenu offered = new ContextMenu();

  QuestionView(QueryViewModel query) {
    this.query = query;
    setId("query-sql");
    setAccessibleText("Question in SQL");
    getStyleClass().add("mono");
    setPrefRowCount(5);
    setMinHeight(90);
    setWrapText(true);
    textProperty().bindBidirectional(query.sqlProperty());
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    Controls.focusWhenShown(this);
    offered.setId("query-completions");
    offered.getStyleClass().addAll("mono", "compact-menu");
  }

  private void key(KeyEvent event) {
    boolean isTaken = true;
    if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
      query.ask();
    } else if (event.getCode() == KeyCode.ESCAPE && !query.doingProperty().get().isEmpty()) {
      query.cancel();
    } else if (event.getCode() == KeyCode.SPACE && event.isControlDown()) {
      complete();
    } else if (event.getCode() == KeyCode.UP && event.isAltDown()) {
      query.history().older(getText()).ifPresent(this::replace);
    } else if (event.getCode() == KeyCode.DOWN && event.isAltDown()) {
      query.history().newer().ifPresent(this::replace);
    } else {
      isTaken = false;
    }
    if (isTaken) {
      event.consume();
    }
  }

  /** Puts another question in its place. */
  void replace(String question) {
    setText(question);
    end();
  }

  /** Puts a name where the caret is. */
  void insert(String name) {
    replaceSelection(name);
    requestFocus();
  }

  private void complete() {
    Completion completion =
        Completion.of(getText(), getCaretPosition(), query.schemaProperty().get());
    List<String> names = completion.names();
    if (names.size() == 1) {
      take(completion, names.getFirst());
    } else if (!names.isEmpty()) {
      offered.getItems().clear();
      for (String name : names.subList(0, Math.min(MOST_OFFERED, names.size()))) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> take(completion, name));
        offered.getItems().add(item);
      }
      Point2D caret = getInputMethodRequests().getTextLocation(0);
      offered.show(this, caret.getX(), caret.getY() + BELOW_LINE);
    }
  }

  private void take(Completion completion, String name) {
    replaceText(completion.from(), getCaretPosition(), name);
  }
}
