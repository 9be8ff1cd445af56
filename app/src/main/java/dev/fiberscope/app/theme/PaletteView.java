package dev.fiberscope.app.theme;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/**
 * The colours of the canvas as the style sheet has them: an invisible node with one shape per role,
 * whose fills are read after CSS has been applied.
 */
public final class PaletteView extends Pane {
  private final Map<Role, Rectangle> probes = new EnumMap<>(Role.class);

  public PaletteView() {
    for (Role role : Role.values()) {
      Rectangle probe = new Rectangle(1, 1);
      probe.setStyle("-fx-fill: -fs-" + role.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      probes.put(role, probe);
    }
    getChildren().setAll(probes.values());
    setVisible(false);
    setManaged(false);
  }

  public Color colour(Role role) {
    return (Color) probes.get(role).getFill();
  }

  /** ARGB by the ordinal of a role. */
  public int[] argb() {
    applyCss();
    int[] colours = new int[Role.values().length];
    probes.forEach((role, probe) -> colours[role.ordinal()] = argb((Color) probe.getFill()));
    return colours;
  }

  private static int argb(Color colour) {
    return 0xff000000
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }
}
