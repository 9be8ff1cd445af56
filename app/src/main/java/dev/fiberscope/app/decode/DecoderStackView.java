package dev.fiberscope.app.decode;

import dev.fiberscope.app.decode.DecodeMoment.OpenFrame;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The frames that were open, outermost first, and the decode stack that held them. */
final class DecoderStackView extends VBox {
  private static final int FRAME_COLOURS = 4;

  DecoderStackView(DecodeMoment moment) {
    Label heading = new Label("DECODER STACK");
    heading.getStyleClass().add("section");
    getChildren().add(heading);
    if (moment.frames().isEmpty()) {
      getChildren().add(new Label("All bytes had arrived: nothing to snapshot."));
    }
    for (int i = 0; i < moment.frames().size(); i++) {
      getChildren().add(card(moment, i));
    }
    // The last line is the field being read, which takes no frame.
    int open = Math.max(0, moment.frames().size() - 1);
    moment.stack().ifPresent(stack -> getChildren().add(stackCard(stack, open)));
  }

  /** The style of what belongs to a frame: one of a few colours, the top frame its own. */
  static String style(int frame, int frames) {
    return frame < 0
        ? "byte-none"
        : frame == frames - 1 ? "byte-current" : "byte-" + (1 + frame % FRAME_COLOURS);
  }

  private static Node card(DecodeMoment moment, int index) {
    OpenFrame frame = moment.frames().get(index);
    Label label = new Label(frame.label());
    label.getStyleClass().add("mono");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label offset = new Label("offset " + frame.offset());
    offset.getStyleClass().add("secondary");
    offset.setMinWidth(Region.USE_PREF_SIZE);
    HBox card = new HBox(label, space, offset);
    card.getStyleClass().addAll("frame-card", style(index, moment.frames().size()));
    if (index == moment.frames().size() - 1) {
      card.getStyleClass().add("top");
    }
    return card;
  }

  private static Node stackCard(StackUse stack, int open) {
    Label name = new Label("stack #" + stack.stack());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label origin = new Label(stack.hit() ? "from the pool" : "newly made");
    origin.getStyleClass().add("secondary");
    VBox card = new VBox(new HBox(name, space, origin));
    card.getStyleClass().add("card");
    if (stack.frameCapacity() > 0) {
      ProgressBar depth = new ProgressBar(open / (double) stack.frameCapacity());
      depth.setMaxWidth(Double.MAX_VALUE);
      Label frames =
          new Label(
              open
                  + " of "
                  + stack.frameCapacity()
                  + " frames, high-water mark "
                  + stack.highWaterFrames());
      frames.getStyleClass().add("secondary");
      frames.setWrapText(true);
      card.getChildren().addAll(depth, frames);
    }
    return card;
  }
}
