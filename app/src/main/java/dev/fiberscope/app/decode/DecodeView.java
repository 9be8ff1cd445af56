package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.Recorded;
import dev.fiberscope.app.message.ValueText;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.engine.replay.ByteMeaning;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.recordings.index.SessionIndex.MessageChunk;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A message while it is decoded: the decoder stack, the bytes and the value so far, behind any of
 * its steps.
 */
public final class DecodeView extends BorderPane {
  /** What only the place around it can do, and knows. */
  public interface Around {
    /** What is shown where there is nothing to step through. */
    Node empty();

    /** What is shown of a recorded decode beside its value, at a time; may be nothing. */
    Optional<Node> beside(SteppedMessage message, long time);

    /** Asks for the class path of hand-written decoders. */
    void chooseClassPath();
  }

  private final StepperViewModel stepper;
  private final Around around;
  private final StepBarView bar;
  private final ScrubberView scrubber;
  private final DecoderStackView stack;
  private final BytesView bytes;
  private final ValueView value;
  private final VBox findings = new VBox(4);
  private final Label explained = new Label();
  private final SplitPane columns;
  private final VBox top;
  private boolean isStale = true;

  public DecodeView(StepperViewModel stepper, PaletteView palette, Around around) {
    this.stepper = stepper;
    this.around = around;
    getStyleClass().add("decode");
    setMinHeight(0);
    setMinWidth(0);
    bar = new StepBarView(stepper);
    scrubber = new ScrubberView(stepper, palette);
    stack = new DecoderStackView(stepper);
    bytes = new BytesView(stepper, palette);
    value = new ValueView(stepper);
    findings.getStyleClass().add("decode-findings");
    explained.getStyleClass().add("explained");
    explained.setId("explained");
    explained.setWrapText(true);
    explained.setMinHeight(Region.USE_PREF_SIZE);
    HBox line = new HBox(8, scrubber, new BreakpointsView(stepper));
    HBox.setHgrow(scrubber, Priority.ALWAYS);
    line.getStyleClass().add("scrubber-line");
    top = new VBox(bar, line, findings);
    ScrollPane frames = new ScrollPane(stack);
    frames.getStyleClass().add("decode-scroll");
    frames.setFitToWidth(true);
    VBox middle = new VBox(bytes, explained);
    VBox.setVgrow(bytes, Priority.ALWAYS);
    stack.getStyleClass().add("decode-column");
    middle.getStyleClass().add("decode-column");
    value.getStyleClass().add("decode-column");
    columns = new SplitPane(frames, middle, value);
    columns.setDividerPositions(0.19, 0.56);
    columns.getItems().forEach(item -> ((Region) item).setMinWidth(120));
    stepper.changesProperty().addListener(_ -> changed());
    stepper.selectedByteProperty().addListener(_ -> changed());
    stepper.toldProperty().addListener(_ -> changed());
    sceneProperty().addListener(_ -> changed());
    changed();
  }

  /** Repaints only what somebody sees. */
  private void changed() {
    isStale = true;
    if (getScene() != null) {
      refresh();
    }
  }

  private void refresh() {
    if (!isStale) {
      return;
    }
    isStale = false;
    Optional<SteppedMessage> message = stepper.messageProperty().get();
    if (message.isEmpty()) {
      setTop(null);
      setCenter(around.empty());
      return;
    }
    SteppedMessage now = message.get();
    if (getTop() != top) {
      setTop(top);
      setCenter(columns);
    }
    bar.refresh(now);
    scrubber.refresh();
    findings(now);
    stack.refresh();
    bytes.refresh();
    value(now);
    explained.setText(explanation(now));
    boolean told = !explained.getText().isEmpty();
    explained.setVisible(told);
    explained.setManaged(told);
  }

  private void value(SteppedMessage now) {
    Optional<Node> beside =
        now.replay().isPresent()
            ? Optional.empty()
            : now.recorded()
                .flatMap(
                    known ->
                        around.beside(
                            now,
                            stepper.waiting() >= 0
                                ? known.waits().get(stepper.waiting()).time()
                                : known.start()));
    Node wanted = beside.orElse(value);
    if (columns.getItems().get(2) != wanted) {
      double[] positions = columns.getDividerPositions();
      columns.getItems().set(2, wanted);
      columns.setDividerPositions(positions);
    }
    if (wanted == value) {
      value.refresh();
    }
  }

  /** Everything that is to be said of the decode as a whole. */
  private void findings(SteppedMessage now) {
    List<Node> lines = new ArrayList<>();
    now.recorded()
        .flatMap(Recorded::divergence)
        .ifPresent(
            found -> {
              Button go = small("Go there", () -> stepper.goTo(found.step()));
              lines.add(
                  line(
                      "The decode depended on more than its bytes and types. "
                          + found.sentence(now.waits().size()),
                      "danger",
                      Optional.of(go)));
            });
    boolean open = now.recorded().map(Recorded::good).orElse(false);
    now.replay()
        .flatMap(Replay::error)
        .filter(_ -> !open)
        .ifPresent(
            error -> {
              Button go = small("Go there", stepper::last);
              lines.add(
                  line("Not decoded: " + error.getMessage() + ".", "danger", Optional.of(go)));
            });
    if (!now.without().isEmpty()) {
      Button choose = small("Class path\u2026", around::chooseClassPath);
      lines.add(
          line(now.without(), "warning", now.byHand() ? Optional.of(choose) : Optional.empty()));
    }
    now.notes().forEach(note -> lines.add(line(note, "warning", Optional.empty())));
    findings.getChildren().setAll(lines);
    findings.setManaged(!lines.isEmpty());
  }

  private static Button small(String text, Runnable run) {
    Button button = Controls.small(text);
    button.setOnAction(_ -> run.run());
    return button;
  }

  private static Node line(String text, String style, Optional<Node> button) {
    Label label = new Label(text);
    label.setWrapText(true);
    HBox.setHgrow(label, Priority.ALWAYS);
    label.setMaxWidth(Double.MAX_VALUE);
    HBox box = new HBox(8, label);
    button.ifPresent(box.getChildren()::add);
    box.getStyleClass().addAll("finding", style);
    return box;
  }

  /** Why the selected byte is there; else what came of the last command. */
  private String explanation(SteppedMessage now) {
    long offset = stepper.selectedByteProperty().get();
    if (offset < 0 || now.replay().isEmpty()) {
      return stepper.toldProperty().get();
    }
    Optional<ByteMeaning> meaning = ByteMeaning.of(now.replay().get(), now.config(), offset);
    String value =
        String.format("Byte %d (0x%02x) is %02x", offset, offset, now.bytes()[(int) offset]);
    return meaning
        .map(
            known ->
                value
                    + ", in "
                    + ValueText.field(known)
                    + ". It is "
                    + known.encoding()
                    + "."
                    + arrival(now, offset))
        .orElse(value + ".");
  }

  private static String arrival(SteppedMessage now, long offset) {
    if (now.recorded().isEmpty()) {
      return "";
    }
    Recorded known = now.recorded().get();
    for (int i = 0; i < known.chunks().size(); i++) {
      MessageChunk chunk = known.chunks().get(i);
      if (offset >= chunk.from() && offset < chunk.from() + chunk.bytes().length) {
        return " It arrived at "
            + Times.moment(chunk.time())
            + " in chunk "
            + (i + 1)
            + " of "
            + Numbers.count(known.chunks().size())
            + ", for "
            + known.fiber()
            + ".";
      }
    }
    return "";
  }

  /** Says why there is nothing. */
  public static Node saying(List<String> sentences) {
    VBox box = new VBox();
    box.getStyleClass().add("empty");
    for (String sentence : sentences) {
      box.getChildren().add(new Label(sentence));
    }
    return box;
  }
}
