package dev.fiberscope.app.theme;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Controls as every place has them. */
public final class Controls {
  private Controls() {}

  /** A small button that is never narrower than its text. */
  public static Button small(String text) {
    Button button = new Button(text);
    button.getStyleClass().add("small-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  /** The same with a tip. */
  public static Button small(String text, String tooltip) {
    Button button = small(text);
    button.setTooltip(new Tooltip(tooltip));
    return button;
  }

  /** Text that stands back. */
  public static Label secondary(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("secondary");
    return label;
  }

  /** The same over several lines. */
  public static Label paragraph(String text) {
    Label label = secondary(text);
    label.setWrapText(true);
    return label;
  }

  /** What stands above a part of a place. */
  public static Label section(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("section");
    return label;
  }

  /**
   * Gives a control the focus once it is shown. Split panes and scroll panes add what they hold
   * late, when nobody asks for the focus any more (JavaFX 25).
   */
  public static void focusWhenShown(Node node) {
    node.sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                node.requestFocus();
              }
            });
  }
}
