package dev.fiberscope.app.inspector;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.store.StackTraceTable.Frame;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A stack trace, innermost frame first; a long one is folded. */
final class FramesView extends VBox {
  private static final int FEW_FRAMES = 9;

  /**
   * @param all also hidden ones, which are left out
   */
  FramesView(List<Frame> all) {
    super(1);
    List<Frame> frames = all.stream().filter(frame -> !frame.isHidden()).toList();
    frames.stream().limit(FEW_FRAMES).forEach(frame -> getChildren().add(line(frame)));
    if (frames.size() > FEW_FRAMES) {
      Hyperlink more =
          new Hyperlink("show " + Numbers.count(frames.size() - FEW_FRAMES, "more frame"));
      more.setOnAction(
          _ -> {
            getChildren().remove(more);
            frames.stream().skip(FEW_FRAMES).forEach(frame -> getChildren().add(line(frame)));
          });
      getChildren().add(more);
    }
  }

  private static Node line(Frame frame) {
    Label name = new Label(frame.shortName());
    name.getStyleClass().add("mono");
    String packageName = frame.packageName();
    Label place = Controls.secondary(packageName.substring(packageName.lastIndexOf('.') + 1));
    place.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox line = new HBox(8, name, space, place);
    String where = frame.line() < 0 ? "" : ":" + frame.line();
    Tooltip.install(line, new Tooltip(frame.type() + "." + frame.method() + where));
    return line;
  }
}
