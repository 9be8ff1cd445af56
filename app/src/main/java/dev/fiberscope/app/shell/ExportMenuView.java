package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.KeyText;
import dev.fiberscope.app.shell.CommandTable.WindowActions;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What shows, for other programs. */
final class ExportMenuView extends MenuButton {
  ExportMenuView(WindowActions actions) {
    super("", new FontIcon(Feather.DOWNLOAD));
    setId("export");
    setAccessibleText("Save what shows");
    setTooltip(new Tooltip("Save what shows: as a picture, a table, a trace"));
    getStyleClass().addAll("small-button", "small-menu", "icon-menu");
    setMinWidth(USE_PREF_SIZE);
    setFocusTraversable(false);
    getItems()
        .addAll(
            item("Picture of the window (PNG)\u2026", "Shortcut+Shift+S", actions.savePicture()),
            item("Table of what shows (CSV)\u2026", "Shortcut+E", actions.saveTable()),
            item("All of it for ui.perfetto.dev\u2026", "", actions.saveTrace()));
  }

  private static MenuItem item(String text, String key, Runnable run) {
    MenuItem item = new MenuItem(key.isEmpty() ? text : text + "   " + KeyText.of(key));
    item.setOnAction(_ -> run.run());
    return item;
  }
}
