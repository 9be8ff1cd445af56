package dev.fiberscope.app.inspector;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.text.Times;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How long something was in each state: a bar and the same in words. */
final class StateShareView extends VBox {
  StateShareView(StateShares shares) {
    super(8, bar(shares), words(shares));
  }

  private static Node bar(StateShares shares) {
    HBox bar = new HBox();
    bar.setMinHeight(8);
    bar.setMaxHeight(8);
    for (State state : State.values()) {
      if (shares.nanos(state) > 0) {
        Region part = new Region();
        part.getStyleClass().add("state-" + name(state));
        part.prefWidthProperty()
            .bind(bar.widthProperty().multiply(shares.nanos(state) / (double) shares.total()));
        part.setMinWidth(1);
        HBox.setHgrow(part, Priority.NEVER);
        Tooltip.install(part, new Tooltip(name(state) + " " + Times.duration(shares.nanos(state))));
        bar.getChildren().add(part);
      }
    }
    return bar;
  }

  private static Node words(StateShares shares) {
    FlowPane texts = new FlowPane(12, 2);
    for (State state : State.values()) {
      if (shares.nanos(state) > 0) {
        Region dot = new Region();
        dot.getStyleClass().addAll("dot", "state-" + name(state));
        Label label = Controls.secondary(name(state) + " " + Times.duration(shares.nanos(state)));
        HBox pair = new HBox(5, dot, label);
        pair.setAlignment(Pos.CENTER_LEFT);
        texts.getChildren().add(pair);
      }
    }
    return texts;
  }

  private static String name(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
