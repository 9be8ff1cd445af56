package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.KeyText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Binds the keys of commands, and lists them. Both come from the same table. */
final class CommandKeysView extends StackPane {
  private final List<Command> commands;
  private boolean closedByKey;

  CommandKeysView(List<Command> commands) {
    this.commands = commands;
    setId("keys");
    getStyleClass().add("overlay");
    setVisible(false);
    setOnMouseClicked(_ -> setVisible(false));
    getChildren().add(card());
  }

  /** Runs the command that a key asks for, unless somebody is typing. */
  void handle(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl) {
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
      if (command.byMouse()) {
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
                Label heading = new Label(name.toUpperCase(Locale.ROOT));
                heading.getStyleClass().add("section");
                return new VBox(6, heading);
              });
      group.getChildren().add(row(command));
    }
    FlowPane columns = new FlowPane(32, 20);
    columns.setPrefWrapLength(720);
    columns.getChildren().setAll(groups.values());
    Label title = new Label("Keys and mouse");
    title.getStyleClass().add("title");
    VBox card = new VBox(title, columns);
    card.getStyleClass().add("overlay-card");
    card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    return card;
  }

  private static Node row(Command command) {
    HBox keys = new HBox(4);
    for (String key : command.keys()) {
      Label label = new Label(KeyText.of(key));
      label.getStyleClass().add("key");
      keys.getChildren().add(label);
    }
    keys.setMinWidth(150);
    HBox row = new HBox(8, keys, new Label(command.label()));
    row.setPrefWidth(340);
    return row;
  }
}
