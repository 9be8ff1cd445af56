package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.KeyText;
import dev.fiberscope.app.theme.Controls;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Binds the keys of commands, and lists them. Both come from the same table. */
final class CommandKeysView extends StackPane {
  private static final int COLUMNS = 3;

  private static final double SCROLL_BAR = 18;

  private final List<Command> commands;
  private final Predicate<Command> makesSense;
  private boolean closedByKey;

  /**
   * @param makesSense whether a command that is not for everywhere makes sense where one is
   */
  CommandKeysView(List<Command> commands, Predicate<Command> makesSense) {
    this.makesSense = makesSense;
    this.commands = commands;
    setId("keys");
    getStyleClass().add("overlay");
    setVisible(false);
    setOnMouseClicked(_ -> setVisible(false));
  }

  /** Lists all keys. The list is made when somebody asks for it: it is long. */
  void list() {
    if (getChildren().isEmpty()) {
      getChildren().add(card());
    }
    setVisible(true);
  }

  /** Runs the command that a key asks for, unless somebody is typing. */
  void handle(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (typing && !event.isShortcutDown() && !event.getCode().isFunctionKey()) {
      return;
    }
    boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
    if (isVisible() && pressed) {
      setVisible(false);
      closedByKey = true;
      event.consume();
      return;
    }
    if (closedByKey) {
      // What this key types was meant for the list.
      closedByKey = false;
      if (!pressed) {
        event.consume();
        return;
      }
    }
    for (Command command : commands) {
      boolean here = command.everywhere() || makesSense.test(command) && !typing;
      if (command.byMouse() || !here) {
        continue;
      }
      for (String key : command.keys()) {
        if (matches(key, event)) {
          command.run().run();
          event.consume();
          return;
        }
      }
    }
  }

  private static boolean matches(String key, KeyEvent event) {
    // Characters such as ? sit on other keys in every layout, so they are told by what they type.
    if (event.getEventType() == KeyEvent.KEY_TYPED) {
      return key.length() == 1
          && !Character.isLetterOrDigit(key.charAt(0))
          && key.equals(event.getCharacter());
    }
    boolean typed = key.length() == 1 && !Character.isLetterOrDigit(key.charAt(0));
    return !typed && KeyCombination.valueOf(key).match(event);
  }

  private Node card() {
    Map<String, VBox> groups = new LinkedHashMap<>();
    for (Command command : commands) {
      if (command.keys().isEmpty()) {
        continue;
      }
      VBox group =
          groups.computeIfAbsent(
              command.group(),
              name -> {
                Label heading = Controls.section(name.toUpperCase(Locale.ROOT));
                return new VBox(2, heading);
              });
      group.getChildren().add(row(command));
    }
    Label title = new Label("Keys and mouse");
    title.getStyleClass().add("title");
    ScrollPane scroll =
        new ScrollPane(columns(groups.values())) {
          @Override
          protected double computePrefWidth(double height) {
            // Else there is no room for the bar, if one is needed.
            return super.computePrefWidth(height) + SCROLL_BAR;
          }
        };
    scroll.getStyleClass().add("decode-scroll");
    VBox card = new VBox(title, scroll);
    card.getStyleClass().add("overlay-card");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return card;
  }

  /** Columns of about the same height, the groups in their order. */
  private static Node columns(Collection<VBox> groups) {
    int rows = groups.stream().mapToInt(group -> group.getChildren().size()).sum();
    HBox columns = new HBox(16);
    VBox column = null;
    int filled = 0;
    for (VBox group : groups) {
      if (column == null || filled * COLUMNS >= rows * columns.getChildren().size()) {
        column = new VBox(16);
        columns.getChildren().add(column);
      }
      column.getChildren().add(group);
      filled += group.getChildren().size();
    }
    return columns;
  }

  private static Node row(Command command) {
    HBox keys = new HBox(4);
    for (String key : command.keys()) {
      Label label = new Label(KeyText.of(key));
      label.getStyleClass().add("key");
      keys.getChildren().add(label);
    }
    keys.setMinWidth(112);
    HBox row = new HBox(6, keys, new Label(command.label()));
    return row;
  }
}
