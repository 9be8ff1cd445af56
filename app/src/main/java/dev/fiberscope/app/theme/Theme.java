package dev.fiberscope.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** AtlantaFX's Primer, dark or light, with our own style sheet and fonts on top. */
public enum Theme {
  DARK(new PrimerDark().getUserAgentStylesheet(), "fs-dark"),
  LIGHT(new PrimerLight().getUserAgentStylesheet(), "fs-light");

  private static final List<String> FONTS =
      List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf");

  private final String styleSheet;
  private final String styleClass;

  Theme(String styleSheet, String styleClass) {
    this.styleSheet = styleSheet;
    this.styleClass = styleClass;
  }

  /** The theme of a name, dark for any other text. */
  public static Theme named(String name) {
    return name.equalsIgnoreCase(LIGHT.name()) ? LIGHT : DARK;
  }

  /** Loads the bundled fonts, so that the window looks the same on a machine without any. */
  public static void loadFonts() {
    for (String name : FONTS) {
      try (InputStream font = Theme.class.getResourceAsStream("fonts/" + name)) {
        Font.loadFont(Objects.requireNonNull(font, name), 13);
      } catch (IOException unreadable) {
        throw new IllegalStateException("the bundled font " + name + " is unreadable", unreadable);
      }
    }
  }

  /** Gives a scene this look. */
  public void apply(Scene scene) {
    Application.setUserAgentStylesheet(styleSheet);
    String own = Objects.requireNonNull(Theme.class.getResource("fiberscope.css")).toExternalForm();
    if (!scene.getStylesheets().contains(own)) {
      scene.getStylesheets().add(own);
    }
    for (Theme theme : values()) {
      scene.getRoot().getStyleClass().remove(theme.styleClass);
    }
    scene.getRoot().getStyleClass().add(styleClass);
  }

  /** The other one. */
  public Theme other() {
    return this == DARK ? LIGHT : DARK;
  }
}
