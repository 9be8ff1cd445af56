package dev.fiberscope.app.shell;

import dev.fiberscope.app.theme.Controls;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Asks, once, whether somebody who is new here wants to be shown around. */
final class TourOfferView extends VBox {
  /**
   * @param answered told yes or no
   */
  TourOfferView(Runnable start, Runnable answered) {
    super(8);
    setId("tour-offer");
    setVisible(false);
    getStyleClass().add("overlay-card");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
    StackPane.setMargin(this, new Insets(0, 16, 16, 0));
    Label question = new Label("New here? A tour shows what is where, in a minute.");
    question.getStyleClass().add("strong");
    Label later = Controls.secondary("Ctrl+K finds it again.");
    getChildren()
        .addAll(
            question,
            later,
            new HBox(
                8,
                button("Show me", "tour-yes", start, answered),
                button("No", "tour-no", () -> {}, answered)));
  }

  private Button button(String text, String id, Runnable run, Runnable answered) {
    Button button = Controls.small(text);
    button.setId(id);
    button.setOnAction(
        _ -> {
          setVisible(false);
          answered.run();
          run.run();
        });
    return button;
  }
}
