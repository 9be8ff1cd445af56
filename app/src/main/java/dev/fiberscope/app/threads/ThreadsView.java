package dev.fiberscope.app.threads;

import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.threads.ThreadsViewModel.Shown;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.threads.SnapshotThread;
import dev.fiberscope.recordings.threads.StackGroup;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import javafx.event.Event;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Every thread of a snapshot over the window: the answer, the groups, the stack traces. */
public final class ThreadsView extends StackPane {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM).withZone(ZoneId.systemDefault());
  private static final double ANSWER = 380;
  private static final int MOST_NAMES = 200;

  private final ThreadsViewModel viewModel;
  private final LongConsumer select;
  private final ListView<StackGroup> groups = new ListView<>();
  private final TextArea stack = new TextArea();
  private final TextField filter = new TextField();

  /**
   * @param select takes the number of a thread that somebody wants to see on the timeline
   */
  public ThreadsView(ThreadsViewModel viewModel, LongConsumer select) {
    this.viewModel = viewModel;
    this.select = select;
    setId("threads");
    getStyleClass().add("overlay");
    setVisible(false);
    groups.setId("thread-groups");
    groups.getStyleClass().add("data-table");
    groups.setCellFactory(_ -> new GroupCell());
    groups.getSelectionModel().selectedItemProperty().subscribe(this::showStack);
    stack.setEditable(false);
    stack.getStyleClass().add("mono");
    filter.setPromptText("Filter by name, state, method");
    filter.textProperty().bindBidirectional(viewModel.filterProperty());
    viewModel.filterProperty().subscribe(_ -> fill());
    viewModel
        .shownProperty()
        .subscribe(
            shown -> {
              setVisible(shown != null);
              if (shown != null) {
                getChildren().setAll(card(shown));
                fill();
                filter.requestFocus();
              }
            });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            viewModel.close();
          }
        });
    // Keys of the window do nothing while this lies over it.
    addEventHandler(KeyEvent.ANY, Event::consume);
  }

  private Node card(Shown shown) {
    Label title = new Label(shown.title());
    title.getStyleClass().add("title");
    Label time = Controls.secondary(TIME.format(shown.snapshot().threads().time()));
    Button close = new Button("Close");
    close.setId("close-threads");
    close.setOnAction(_ -> viewModel.close());
    HBox.setHgrow(filter, Priority.ALWAYS);
    filter.setMaxWidth(320);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(12, title, time, space, filter, close);
    head.setAlignment(Pos.CENTER_LEFT);
    ScrollPane answer =
        new ScrollPane(
            new StallsView(shown.snapshot().threads(), shown.snapshot().stalls(), this::reveal));
    answer.setFitToWidth(true);
    answer.getStyleClass().add("decode-scroll");
    answer.setPrefWidth(ANSWER);
    answer.setMinWidth(ANSWER);
    stack.setPrefRowCount(14);
    VBox lists = new VBox(8, groups, stack);
    VBox.setVgrow(groups, Priority.ALWAYS);
    BorderPane card = new BorderPane(lists, head, null, null, answer);
    BorderPane.setMargin(lists, new Insets(12, 0, 0, 16));
    BorderPane.setMargin(answer, new Insets(12, 0, 0, 0));
    card.getStyleClass().add("overlay-card");
    StackPane.setMargin(card, new Insets(32));
    return card;
  }

  /** A thread of the answer: its group, and on the timeline if it is there. */
  private void reveal(long thread) {
    viewModel.filterProperty().set("");
    groups.getItems().stream()
        .filter(group -> group.threads().stream().anyMatch(each -> each.id() == thread))
        .findFirst()
        .ifPresent(
            group -> {
              groups.getSelectionModel().select(group);
              groups.scrollTo(group);
            });
    select.accept(thread);
  }

  private void fill() {
    if (viewModel.shownProperty().get() != null) {
      List<StackGroup> shown = viewModel.groups();
      groups.getItems().setAll(shown);
      groups.getSelectionModel().selectFirst();
    }
  }

  private void showStack(StackGroup group) {
    if (group == null) {
      stack.clear();
      return;
    }
    SnapshotThread first = group.threads().getFirst();
    String names =
        group.threads().size() == 1
            ? ""
            : group.threads().stream()
                    .limit(MOST_NAMES)
                    .map(SnapshotThread::told)
                    .collect(Collectors.joining(", "))
                + (group.threads().size() > MOST_NAMES ? ", \u2026\n\n" : "\n\n");
    String owned =
        first.owned().isEmpty() ? "" : "owns " + String.join(", ", first.owned()) + "\n\n";
    stack.setText(
        names
            + owned
            + (first.stack().isEmpty()
                ? "It has no stack trace: it has not run yet, or the JVM's own code runs."
                : String.join("\n", first.stack())));
  }

  /** A group in a line. */
  private static final class GroupCell extends ListCell<StackGroup> {
    private GroupCell() {
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(StackGroup group, boolean empty) {
      super.updateItem(group, empty);
      setText(null);
      setGraphic(empty || group == null ? null : content(group));
    }

    private static Node content(StackGroup group) {
      SnapshotThread first = group.threads().getFirst();
      Region dot = new Region();
      dot.getStyleClass().addAll("dot", "state-" + style(first));
      Label count = new Label(Numbers.count(group.threads().size()) + " \u00d7");
      count.getStyleClass().addAll("mono", "secondary");
      count.setMinWidth(56);
      count.setAlignment(Pos.CENTER_RIGHT);
      Label text = new Label(group.doing());
      text.setMinWidth(0);
      HBox line = new HBox(8, count, dot, text);
      line.setAlignment(Pos.CENTER_LEFT);
      return line;
    }

    private static String style(SnapshotThread thread) {
      if (thread.couldRun()) {
        return "runnable";
      }
      if (thread.fiber() && thread.isPinned()) {
        return "pinned";
      }
      return switch (thread.state()) {
        case "RUNNABLE" -> "running";
        case "BLOCKED" -> "blocked";
        case "" -> "unknown";
        default -> "parked";
      };
    }
  }
}
