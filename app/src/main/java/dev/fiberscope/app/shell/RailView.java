package dev.fiberscope.app.shell;

import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The places of the window and, at the bottom, what concerns all of them. */
final class RailView extends VBox {
  private final Button start;
  private final Button timeline;

  RailView(Runnable showStart, Runnable showTimeline, Runnable otherTheme, Runnable showKeys) {
    getStyleClass().add("rail");
    start = button(Feather.HOME, "Start", "Recent recordings and the demo", showStart);
    timeline = button(Feather.ALIGN_LEFT, "Timeline", "The open recording", showTimeline);
    Region space = new Region();
    setVgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(
            start,
            timeline,
            space,
            button(Feather.MOON, "Theme", "Dark or light (Ctrl+T)", otherTheme),
            button(Feather.COMMAND, "Keys", "All keys (?)", showKeys));
  }

  private static Button button(Ikon icon, String name, String tooltip, Runnable run) {
    Button button = new Button(name, new FontIcon(icon));
    button.setId("rail-" + name.toLowerCase(Locale.ROOT));
    button.getStyleClass().add("rail-button");
    button.setTooltip(new Tooltip(tooltip));
    button.setOnAction(_ -> run.run());
    return button;
  }

  /** Marks the place that is shown. */
  void current(boolean isStart, boolean anythingOpen) {
    start.getStyleClass().remove("current");
    timeline.getStyleClass().remove("current");
    (isStart ? start : timeline).getStyleClass().add("current");
    timeline.setDisable(!anythingOpen);
  }
}
