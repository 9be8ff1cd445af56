package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.StackCard;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.engine.replay.OpenFrame;
import dev.fiberscope.engine.replay.ReplayState;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.replay.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The frames that are open, outermost first, and the decode stack that holds them. */
final class DecoderStackView extends VBox {
  private static final int FRAME_COLOURS = 4;

  private final StepperViewModel stepper;

  /**
   * A card of the stack.
   *
   * @param step where a click goes, 0 for nowhere
   */
  private record Card(String label, long offset, String style, boolean top, long step) {}

  DecoderStackView(StepperViewModel stepper) {
    this.stepper = stepper;
  }

  /** Shows how the stepper stands. */
  void refresh() {
    Label heading = Controls.section("DECODER STACK");
    getChildren().setAll(heading);
    Optional<SteppedMessage> message = stepper.messageProperty().get();
    if (message.isEmpty()) {
      return;
    }
    List<Card> cards = stepper.state().map(this::replayed).orElseGet(() -> recorded(message.get()));
    if (cards.isEmpty()) {
      Label none = Controls.paragraph(emptyText(message.get()));
      getChildren().add(none);
    }
    cards.forEach(card -> getChildren().add(node(card)));
    int open =
        stepper.state().map(state -> state.frames().size()).orElse(Math.max(0, cards.size() - 1));
    message
        .get()
        .recorded()
        .flatMap(SteppedMessage.Recorded::stack)
        .ifPresent(stack -> getChildren().add(stackCard(stack, open)));
  }

  private String emptyText(SteppedMessage message) {
    if (message.replay().isEmpty()) {
      return "Nothing is open here.";
    }
    return stepper.position() == 0 ? "Nothing has been read yet." : "The message has been read.";
  }

  private List<Card> replayed(ReplayState state) {
    List<Card> cards = new ArrayList<>();
    for (OpenFrame frame : state.frames()) {
      String label =
          frame.label().isEmpty() ? frame.typeName() : frame.label() + ": " + frame.typeName();
      cards.add(new Card(label, frame.offset(), style(cards.size()), false, frame.opened()));
    }
    state
        .step()
        .filter(step -> step.kind() == Kind.READ || step.kind() == Kind.FAIL)
        .ifPresent(
            (Step step) ->
                cards.add(
                    new Card(step.name(), step.offset(), "byte-current", true, step.number())));
    return cards;
  }

  /** The stack as it was recorded, where nothing can be replayed. */
  private List<Card> recorded(SteppedMessage message) {
    List<Card> cards = new ArrayList<>();
    if (stepper.waiting() < 0) {
      return cards;
    }
    List<String> lines = message.waits().get(stepper.waiting()).frames().lines().toList();
    for (String line : lines) {
      String[] parts = line.split("\t", 3);
      if (parts.length == 3 && parts[0].chars().allMatch(Character::isDigit)) {
        boolean top = cards.size() == lines.size() - 1;
        cards.add(
            new Card(
                parts[1].isEmpty() ? parts[2] : parts[1] + ": " + parts[2],
                Long.parseLong(parts[0]),
                top ? "byte-current" : style(cards.size()),
                top,
                0));
      }
    }
    return cards;
  }

  /** The style of what belongs to a frame: one of a few colours. */
  private static String style(int depth) {
    return "byte-" + (1 + depth % FRAME_COLOURS);
  }

  private Node node(Card card) {
    Label label = new Label(card.label());
    label.getStyleClass().add("mono");
    label.setTooltip(new Tooltip(card.label()));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label offset = Controls.secondary("offset " + card.offset());
    offset.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(label, space, offset);
    box.getStyleClass().addAll("frame-card", card.style());
    if (card.top()) {
      box.getStyleClass().add("top");
    }
    if (card.step() > 0) {
      box.getStyleClass().add("link");
      box.setOnMouseClicked(_ -> stepper.goTo(card.step()));
    }
    return box;
  }

  private static Node stackCard(StackCard stack, int open) {
    Label name = new Label("stack #" + stack.id());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label origin = Controls.secondary(stack.fromPool() ? "from the pool" : "newly made");
    VBox card = new VBox(new HBox(name, space, origin));
    card.getStyleClass().add("card");
    if (stack.capacity() > 0) {
      ProgressBar depth = new ProgressBar(open / (double) stack.capacity());
      depth.setMaxWidth(Double.MAX_VALUE);
      Label frames =
          Controls.paragraph(
              open
                  + " of "
                  + stack.capacity()
                  + " frames below the guard, high-water mark "
                  + stack.highWater());
      card.getChildren().addAll(depth, frames);
    }
    return card;
  }
}
