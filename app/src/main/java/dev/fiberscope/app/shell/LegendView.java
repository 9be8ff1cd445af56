package dev.fiberscope.app.shell;

import dev.fiberscope.app.theme.Controls;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What the colours of the timeline mean, and its most needed keys. */
final class LegendView extends HBox {
  private record Entry(String style, String meaning, String more) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("running", "running", "On a carrier."),
          new Entry("runnable", "could run", "Waits for a carrier."),
          new Entry(
              "away",
              "parked or could run",
              "The recording does not tell since when it could run."),
          new Entry("parked", "parked", "Waits for another fiber, bytes or a time."),
          new Entry("blocked", "blocked", "Waits for a monitor."),
          new Entry("pinned", "pinned", "Waits and keeps its carrier."));

  private static final String KEYS = "? keys   / find   F fit   W S zoom   A D pan";

  LegendView() {
    setId("legend");
    getStyleClass().add("legend");
    ENTRIES.forEach(entry -> getChildren().add(entry(entry)));
    Label hatched = Controls.secondary("hatched: inferred");
    Region space = new Region();
    setHgrow(space, Priority.ALWAYS);
    hatched.setMinWidth(0);
    Label keys = Controls.secondary(KEYS);
    // A narrow window shows all colours, and of the keys what there is room for.
    keys.setMinWidth(0);
    getChildren().addAll(hatched, space, keys);
  }

  private static Node entry(Entry entry) {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("swatch", "state-" + entry.style());
    HBox pair = new HBox(6, swatch, Controls.secondary(entry.meaning()));
    Tooltip.install(pair, new Tooltip(entry.more()));
    pair.setAlignment(Pos.CENTER_LEFT);
    pair.setMinWidth(USE_PREF_SIZE);
    return pair;
  }
}
