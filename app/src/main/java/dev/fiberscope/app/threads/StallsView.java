package dev.fiberscope.app.threads;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.threads.SchedulerState;
import dev.fiberscope.recordings.threads.SnapshotThread;
import dev.fiberscope.recordings.threads.Stall;
import dev.fiberscope.recordings.threads.ThreadSnapshot;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What does not get on in a snapshot: the answer first, then who waits for whom. */
public final class StallsView extends VBox {
  private final LongConsumer select;

  /**
   * @param select takes the number of a thread that somebody clicks
   */
  public StallsView(ThreadSnapshot snapshot, List<Stall> stalls, LongConsumer select) {
    super(8);
    this.select = select;
    getStyleClass().add("stalls");
    getChildren().add(summary(snapshot));
    stalls.forEach(stall -> getChildren().add(card(snapshot, stall)));
    if (stalls.isEmpty()) {
      Label none =
          new Label(
              snapshot.hasStates()
                  ? "Nothing is seen that does not get on."
                  : "This JVM tells stack traces only; JDK 25 and later tell who waits for what.");
      none.setWrapText(true);
      getChildren().add(none);
    }
  }

  private static Node summary(ThreadSnapshot snapshot) {
    long mounted = snapshot.threads().stream().filter(SnapshotThread::isMounted).count();
    int fibers = snapshot.fibers().size();
    StringBuilder text = new StringBuilder();
    text.append(Numbers.count(fibers, "fiber"));
    text.append(", ").append(Numbers.count(snapshot.threads().size() - fibers, "platform thread"));
    if (snapshot.scheduler().isPresent()) {
      SchedulerState scheduler = snapshot.scheduler().get();
      text.append("; ").append(mounted).append(" of ");
      text.append(Numbers.count(scheduler.parallelism(), "carrier")).append(" held, ");
      text.append(Numbers.count(scheduler.queued())).append(" queued for one");
    }
    Label label = Controls.paragraph(text.append('.').toString());
    return label;
  }

  private Node card(ThreadSnapshot snapshot, Stall stall) {
    Label title = new Label(stall.title());
    title.getStyleClass().add("strong");
    title.setWrapText(true);
    Label sentence = new Label(stall.sentence());
    sentence.setWrapText(true);
    VBox card = new VBox(6, title, sentence);
    card.getStyleClass().add("card");
    if (stall.isHang()) {
      card.getStyleClass().add("danger");
    } else if (stall.kind() == Stall.Kind.BUSY) {
      card.getStyleClass().add("warning");
    }
    if (!stall.chain().isEmpty()) {
      Label heading = Controls.section("WHO WAITS FOR WHOM");
      card.getChildren().add(heading);
      stall.chain().forEach(line -> card.getChildren().add(line(line)));
    }
    Hyperlink copy = new Hyperlink("Copy as Markdown");
    copy.setOnAction(_ -> copy(StallText.markdown(snapshot, stall)));
    card.getChildren().add(copy);
    return card;
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private Node line(Stall.Line line) {
    Label text = new Label(line.text());
    text.setWrapText(true);
    text.getStyleClass().add("mono");
    HBox box = new HBox(8, text);
    if (line.inferred()) {
      Label chip = new Label("inferred");
      chip.getStyleClass().addAll("chip", "warned");
      chip.setMinWidth(USE_PREF_SIZE);
      box.getChildren().add(chip);
    }
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("line");
    line.thread()
        .ifPresent(
            thread -> {
              box.getStyleClass().add("link");
              box.setFocusTraversable(true);
              box.setAccessibleText(line.text());
              box.setOnMouseClicked(_ -> select.accept(thread));
              box.setOnKeyPressed(
                  event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                      select.accept(thread);
                    }
                  });
            });
    return box;
  }
}
