package dev.fiberscope.app.stacks;

import dev.fiberscope.app.stacks.PoolFacts.CarrierUse;
import dev.fiberscope.app.stacks.StacksViewModel.Order;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.store.PoolTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/** The pool of decode stacks: how full it was, each stack, and who used one. */
public final class StacksView extends HBox {
  private static final double BESIDE = 340;

  private final StacksViewModel stacks;
  private final PaletteView palette;
  private final VBox content = new VBox();
  private final HBox numbers = new HBox(28);
  private final HBox legend = new HBox(14);
  private final PoolChartView chart;
  private final StackMapView map;
  private final Label below = new Label();
  private final Label empty = new Label();

  /**
   * @param step steps through the decode that is selected
   * @param save writes a table under a name into a file that somebody chooses
   */
  public StacksView(
      StacksViewModel stacks, PaletteView palette, Runnable step, BiConsumer<String, Rows> save) {
    this.stacks = stacks;
    this.palette = palette;
    setId("stacks");
    chart = new PoolChartView(stacks, palette);
    map = new StackMapView(stacks, palette);
    legend.setAlignment(Pos.CENTER_LEFT);
    content.getStyleClass().add("place");
    below.getStyleClass().add("secondary");
    below.setWrapText(true);
    empty.getStyleClass().add("secondary");
    empty.setWrapText(true);
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("place-scroll");
    setHgrow(scroll, Priority.ALWAYS);
    StackUsesView beside = new StackUsesView(stacks, step, save);
    beside.setMinWidth(BESIDE);
    beside.setPrefWidth(BESIDE);
    beside.setMaxWidth(BESIDE);
    getChildren().addAll(scroll, beside);
    stacks.factsProperty().addListener(_ -> show());
    stacks.timeProperty().addListener(_ -> caption());
    map.heightProperty().addListener(_ -> caption());
    show();
  }

  private void show() {
    PoolFacts facts = stacks.factsProperty().get();
    if (facts == null || facts.isEmpty()) {
      empty.setText(
          facts == null
              ? "Counting\u2026"
              : facts.session().decodes().count() == 0
                  ? "Nothing was decoded in this recording, so there are no decode stacks."
                  : "What decodes did with stacks was not recorded; record with the settings of:"
                      + " fiberscope settings --level standard.");
      content.getChildren().setAll(title("Stacks"), empty);
      return;
    }
    numbers(facts);
    legend(facts);
    content
        .getChildren()
        .setAll(numbers, head("Stacks over time", legend), chart, mapHead(facts), map, below);
    caption();
  }

  private static Label title(String text) {
    Label title = new Label(text);
    title.getStyleClass().add("title");
    return title;
  }

  private void numbers(PoolFacts facts) {
    PoolTable pool = facts.session().pool();
    numbers
        .getChildren()
        .setAll(
            number("hit rate", Numbers.percent(facts.hitRate()), ""),
            number(
                "most in use",
                Numbers.count(facts.mostInUse()),
                "at " + Times.moment(facts.mostInUseAt(), 1_000_000) + " s"),
            number(
                "retained at the end",
                Numbers.bytes(facts.retainedBytes()),
                "peak " + Numbers.bytes(facts.peakBytes())),
            number(
                "dropped, trimmed",
                Numbers.count(pool.drops()) + ", " + Numbers.count(pool.trims()),
                ""),
            number(
                "deepest",
                Numbers.count(facts.deepest()),
                "of " + Numbers.count(facts.capacity()) + " frames"));
  }

  private static Node number(String name, String value, String more) {
    Label caption = Controls.secondary(name);
    Label big = new Label(value);
    big.getStyleClass().add("title");
    Label small = Controls.secondary(more);
    for (Label each : new Label[] {caption, big, small}) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    HBox line = new HBox(6, big, small);
    line.setAlignment(Pos.BASELINE_LEFT);
    return new VBox(caption, line);
  }

  private void legend(PoolFacts facts) {
    legend.getChildren().clear();
    palette.argb();
    for (int i = 0; i < facts.carriers().size(); i++) {
      CarrierUse carrier = facts.carriers().get(i);
      if (carrier.acquired() > 0) {
        Color colour = palette.colour(PoolChartView.colour(facts, i));
        Label name = Controls.secondary(carrier.name());
        name.setGraphic(new Rectangle(9, 9, colour));
        legend.getChildren().add(name);
      }
    }
    Label idle = Controls.secondary("\u2013 idle, kept, on top");
    legend.getChildren().add(idle);
  }

  private static Node head(String text, Node right) {
    Label section = Controls.section(text);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(8, section, space, right);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Node mapHead(PoolFacts facts) {
    ComboBox<Order> order = new ComboBox<>();
    order.setId("stack-order");
    order.setAccessibleText("Order of stacks");
    order.getItems().setAll(Order.values());
    order.setCellFactory(_ -> cell());
    order.setButtonCell(cell());
    order.valueProperty().bindBidirectional(stacks.orderProperty());
    order.getStyleClass().add("small-combo");
    Label count = Controls.secondary(Numbers.count(facts.stacks().size(), "stack"));
    HBox right = new HBox(10, order, count);
    right.setAlignment(Pos.CENTER_LEFT);
    return head("Each stack: depth at the moment above, high-water mark", right);
  }

  private static ListCell<Order> cell() {
    return new ListCell<>() {
      @Override
      protected void updateItem(Order item, boolean none) {
        super.updateItem(item, none);
        setText(none || item == null ? "" : "sort by " + item.text());
      }
    };
  }

  private void caption() {
    if (stacks.factsProperty().get() != null) {
      int hidden = map.hidden();
      below.setText(
          "A column is a stack, "
              + StackMapView.framesShown(stacks.factsProperty().get())
              + " of its "
              + stacks.factsProperty().get().capacity()
              + " frames tall: filled to its depth at "
              + Times.moment(stacks.timeProperty().get())
              + " s (green while its decode runs, amber while it is suspended, red above nine tenths"
              + " of the guard), a line at its high-water mark. Click one for its decodes."
              + (hidden > 0 ? " There is no room for " + Numbers.count(hidden) + " more." : ""));
    }
  }
}
