package dev.fiberscope.app.timeline;

import dev.fiberscope.app.timeline.Arrangement.Grouping;
import dev.fiberscope.app.timeline.Arrangement.Sorting;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Filters, groups and sorts the lanes. */
final class LaneControlsView extends HBox {
  private final TimelineViewModel timeline;
  private final TextField filter = new TextField();
  private final MenuButton more = new MenuButton("", new FontIcon(Feather.SLIDERS));

  /**
   * @param leave gives the focus back to the lanes
   */
  LaneControlsView(TimelineViewModel timeline, Runnable leave) {
    this.timeline = timeline;
    getStyleClass().add("lane-controls");
    setAlignment(Pos.CENTER_LEFT);
    filter.setId("lane-filter");
    filter.setPromptText("Filter fibers");
    filter.setTooltip(new Tooltip("Words of a fiber's name or of the type it decodes (Ctrl+F)"));
    filter.textProperty().addListener((_, _, text) -> timeline.arrangement().filter(text));
    filter.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            filter.clear();
            leave.run();
            event.consume();
          } else if (event.getCode() == KeyCode.ENTER) {
            leave.run();
            event.consume();
          }
        });
    HBox.setHgrow(filter, Priority.ALWAYS);
    more.setId("lane-menu");
    more.setTooltip(new Tooltip("Group, sort and share lanes"));
    more.setFocusTraversable(false);
    more.setOnShowing(_ -> more.getItems().setAll(items()));
    // A menu without items does not show.
    more.getItems().setAll(items());
    getChildren().addAll(filter, more);
    timeline.arrangement().arrangementProperty().addListener((_, _, now) -> shows(now));
  }

  private void shows(Arrangement now) {
    if (!filter.getText().strip().equals(now.filter())) {
      filter.setText(now.filter());
    }
  }

  void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  /** What can be done with lanes, as they are arranged now. */
  List<MenuItem> items() {
    LanesViewModel lanes = timeline.arrangement();
    Arrangement now = lanes.arrangementProperty().get();
    Menu group =
        choice("Group fibers by", Grouping.values(), Grouping::text, now.grouping(), lanes::group);
    Menu sort =
        choice("Sort fibers by", Sorting.values(), Sorting::text, now.sorting(), lanes::sort);
    CheckMenuItem packed = new CheckMenuItem("Short fibers share lanes");
    packed.setSelected(now.packed());
    packed.setOnAction(_ -> lanes.togglePacked());
    CheckMenuItem byFiber = new CheckMenuItem("Colour carriers by fiber");
    byFiber.setSelected(timeline.byFiberProperty().get());
    byFiber.setOnAction(_ -> timeline.toggleByFiber());
    MenuItem fold = new MenuItem("Fold all groups");
    fold.setOnAction(_ -> lanes.foldAll(true));
    MenuItem unfold = new MenuItem("Unfold all groups");
    unfold.setOnAction(_ -> lanes.foldAll(false));
    return List.of(group, sort, packed, byFiber, new SeparatorMenuItem(), fold, unfold);
  }

  private static <T> Menu choice(
      String name, T[] values, Function<T, String> text, T current, Consumer<T> choose) {
    Menu menu = new Menu(name);
    Stream.of(values)
        .map(
            value -> {
              RadioMenuItem item = new RadioMenuItem(text.apply(value));
              item.setSelected(value.equals(current));
              item.setOnAction(_ -> choose.accept(value));
              return item;
            })
        .forEach(menu.getItems()::add);
    return menu;
  }
}
