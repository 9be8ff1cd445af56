package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.Mark;
import dev.fiberscope.app.session.MarksViewModel;
import dev.fiberscope.app.theme.Controls;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A line for the note of a mark: Enter keeps it, Esc leaves it as it was. */
final class MarkEditorView extends HBox {
  private final MarksViewModel marks;
  private final TextField note = new TextField();
  private final Runnable done;
  private Mark mark;
  private boolean isFresh;

  /**
   * @param done called when it hides, to give the focus back
   */
  MarkEditorView(MarksViewModel marks, Runnable done) {
    this.marks = marks;
    this.done = done;
    setId("mark-editor");
    getStyleClass().add("mark-editor");
    setAlignment(Pos.CENTER_LEFT);
    setVisible(false);
    note.setPromptText("Note; Enter keeps the mark");
    note.setPrefColumnCount(20);
    note.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    note.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          // The key that opened this types its letter here, but was not pressed here.
          if (isFresh) {
            event.consume();
          }
        });
    Button remove = Controls.small("", "Remove this mark");
    remove.setGraphic(new FontIcon(Feather.TRASH_2));
    remove.setOnAction(
        _ -> {
          marks.remove(mark);
          hide();
        });
    getChildren().addAll(note, remove);
  }

  /** Opens on a mark. */
  void edit(Mark which) {
    mark = which;
    isFresh = true;
    note.setText(which.note());
    setVisible(true);
    note.requestFocus();
    note.selectAll();
  }

  /** The moment of the mark that is edited. */
  long time() {
    return mark.time();
  }

  private void key(KeyEvent event) {
    isFresh = false;
    if (event.getCode() == KeyCode.ENTER) {
      marks.keep(mark, note.getText());
      hide();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      hide();
      event.consume();
    }
  }

  /** Leaves the mark as it was. */
  void hide() {
    if (isVisible()) {
      setVisible(false);
      done.run();
    }
  }
}
