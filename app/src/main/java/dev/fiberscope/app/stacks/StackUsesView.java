package dev.fiberscope.app.stacks;

import dev.fiberscope.app.format.CarrierName;
import dev.fiberscope.app.stacks.PoolFacts.CarrierUse;
import dev.fiberscope.app.stacks.PoolFacts.UsedStack;
import dev.fiberscope.app.table.Column;
import dev.fiberscope.app.table.DataTableView;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One stack with the decodes that used it, and what decodes of each carrier did. */
final class StackUsesView extends VBox {
  private static final double ROW = 26;
  private static final double HEAD = 30;

  private final StacksViewModel stacks;
  private final Runnable step;
  private final Label name = new Label();
  private final Label state = new Label();
  private final Label user = new Label();
  private final ProgressBar depth = new ProgressBar(0);
  private final Label frames = new Label();
  private final Button open = new Button("Step through it");
  private final DataTableView<StackUse> uses;
  private final DataTableView<CarrierUse> carriers;
  private final Label drift = new Label();

  StackUsesView(StacksViewModel stacks, Runnable step, BiConsumer<String, Rows> save) {
    this.stacks = stacks;
    this.step = step;
    setId("stack-uses");
    getStyleClass().add("inspector");
    name.getStyleClass().add("title");
    state.getStyleClass().add("chip");
    for (Label each : List.of(user, frames, drift)) {
      each.getStyleClass().add("secondary");
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
    }
    depth.setMaxWidth(Double.MAX_VALUE);
    uses =
        new DataTableView<>(
            "Decodes on the stack", useColumns(), rows -> save.accept("decodes-of-stack", rows));
    uses.setId("stack-decodes");
    uses.setPlaceholder(new Label("Nothing to show"));
    setVgrow(uses, Priority.ALWAYS);
    uses.setMinHeight(HEAD + 4 * ROW);
    carriers =
        new DataTableView<>(
            "Use of stacks by carrier",
            carrierColumns(),
            rows -> save.accept("stacks-by-carrier", rows));
    open.getStyleClass().add("small-button");
    open.setOnAction(_ -> openChosen());
    uses.setOnMouseClicked(
        event -> {
          chosen();
          if (event.getClickCount() == 2) {
            openChosen();
          }
        });
    uses.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            openChosen();
            event.consume();
          }
        });
    HBox line = new HBox(8, name, state);
    line.getStyleClass().add("filters");
    getChildren()
        .addAll(
            line,
            user,
            depth,
            frames,
            section("Decodes on it"),
            uses,
            open,
            section("By carrier"),
            carriers,
            drift);
    stacks.selectedProperty().addListener(_ -> show());
    stacks.timeProperty().addListener(_ -> show());
    stacks.factsProperty().addListener(_ -> show());
    show();
  }

  private static Label section(String text) {
    Label section = Controls.section(text);
    return section;
  }

  private void chosen() {
    StackUse use = uses.getSelectionModel().getSelectedItem();
    if (use != null) {
      stacks.reveal(use);
    }
  }

  private void openChosen() {
    chosen();
    if (uses.getSelectionModel().getSelectedItem() != null) {
      step.run();
    }
  }

  private Session session() {
    return stacks.factsProperty().get().session();
  }

  private List<Column<StackUse, ?>> useColumns() {
    return List.of(
        new Column<>(
            "When, s",
            92,
            true,
            (StackUse use) -> Math.max(0, use.acquired()),
            Times::moment,
            Comparator.<Long>naturalOrder()),
        Column.text("Fiber", 92, this::fiber),
        Column.text("Type", 70, this::type),
        Column.number(
            "Mark",
            46,
            use -> (long) use.highWaterFrames(),
            frames -> frames == 0 ? "" : String.valueOf(frames)));
  }

  private String fiber(StackUse use) {
    int thread = use.decode() < 0 ? -1 : session().decodes().thread(use.decode());
    return thread < 0 ? "" : session().threads().name(thread);
  }

  private String type(StackUse use) {
    return use.decode() < 0 ? "" : session().decodes().format(use.decode()).type();
  }

  private static List<Column<CarrierUse, ?>> carrierColumns() {
    return List.of(
        Column.text("Carrier", 84, each -> CarrierName.shortened(each.name())),
        Column.number("Acquired", 76, CarrierUse::acquired, Numbers::count),
        Column.number("Released", 76, CarrierUse::released, Numbers::count),
        new Column<>(
            "Misses",
            66,
            true,
            each -> each.misses() / (double) Math.max(1, each.acquired()),
            share -> Numbers.percent(Math.round(share * 100) / 100.0),
            Double::compare));
  }

  private void show() {
    PoolFacts facts = stacks.factsProperty().get();
    boolean there = facts != null && !facts.isEmpty();
    getChildren().forEach(child -> child.setVisible(there));
    if (!there) {
      return;
    }
    UsedStack stack = stacks.selectedProperty().get();
    if (stack == null) {
      name.setText("No stack chosen");
      state.setVisible(false);
      user.setText("Click a column to see whose decodes used that stack.");
      depth.setProgress(0);
      frames.setText("");
      uses.getItems().clear();
    } else {
      show(facts, stack);
    }
    open.setDisable(stack == null);
    carriers.getItems().setAll(facts.carriers().stream().filter(c -> c.acquired() > 0).toList());
    double height = HEAD + ROW * Math.max(1, carriers.getItems().size()) + 2;
    carriers.setMinHeight(height);
    carriers.setPrefHeight(height);
    drift.setText(drift(facts));
  }

  private void show(PoolFacts facts, UsedStack stack) {
    long time = stacks.timeProperty().get();
    int use = facts.useAt(stack, time);
    name.setText("stack " + stack.number());
    state.setVisible(true);
    state.setText(use < 0 ? "idle" : facts.isSuspendedAt(stack, time) ? "suspended" : "in use");
    int now = facts.depthAt(stack, time);
    if (use < 0) {
      user.setText("Nobody uses it at " + Times.moment(time) + " s.");
    } else {
      StackUse its = session().pool().use(use);
      user.setText(
          "used by "
              + fiber(its)
              + (its.decode() < 0 ? "" : " \u00b7 " + type(its))
              + " \u00b7 since "
              + Times.moment(Math.max(0, its.acquired()))
              + " s");
    }
    depth.setProgress(now / (double) Math.max(1, stack.capacity()));
    frames.setText(
        now
            + " of "
            + stack.capacity()
            + " frames \u00b7 high-water mark "
            + stack.highWater()
            + " \u00b7 "
            + Numbers.count(stack.uses().size(), "use"));
    uses.getItems().setAll(stack.uses().stream().map(session().pool()::use).toList());
  }

  /** How much stacks wander, and what pools per carrier would make of it. */
  private static String drift(PoolFacts facts) {
    double migrated = facts.migrated();
    CarrierUse worst =
        facts.carriers().stream()
            .filter(each -> each.carrier() >= 0 && each.acquired() > 0)
            .max(Comparator.comparingDouble(each -> each.missesAlone() / (double) each.acquired()))
            .orElse(null);
    if (worst == null) {
      return "On which carriers decodes began and ended was not recorded.";
    }
    return "Acquired and released on different carriers: "
        + Numbers.percent(Math.round(migrated * 1000) / 1000.0)
        + ". With one pool for all that costs nothing; with a pool for each carrier "
        + CarrierName.shortened(worst.name())
        + " would miss "
        + Numbers.percent(Math.round(1000.0 * worst.missesAlone() / worst.acquired()) / 1000.0)
        + ".";
  }
}
