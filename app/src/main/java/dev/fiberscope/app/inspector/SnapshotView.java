package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.SnapshotsViewModel.Snapshot;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.threads.StallsView;
import dev.fiberscope.recordings.text.Times;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A snapshot of all threads: what does not get on, above what is selected. */
final class SnapshotView extends VBox {
  /**
   * @param select takes the number of a thread
   * @param all shows all threads
   */
  SnapshotView(
      OpenSession open, Snapshot snapshot, LongConsumer select, Runnable all, Runnable close) {
    super(6);
    setId("snapshot");
    Label title = new Label("Snapshot");
    title.getStyleClass().add("title");
    Label time = Controls.secondary("at " + Times.moment(snapshot.time(open), 1_000_000) + " s");
    time.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Hyperlink threads = new Hyperlink("all threads");
    threads.setMinWidth(USE_PREF_SIZE);
    threads.setOnAction(_ -> all.run());
    Button hide = Controls.small("Hide");
    hide.setOnAction(_ -> close.run());
    HBox head = new HBox(8, title, time, space, threads, hide);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, new StallsView(snapshot.threads(), snapshot.stalls(), select));
  }
}
