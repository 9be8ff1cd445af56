package dev.fiberscope.app.timeline;

import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * Lets what is drawn follow what is to be shown: a zoom takes a moment, so that the eye can go
 * along, and what is under the pointer stays there all the while. Anything else is shown at once.
 */
final class ViewportMotion extends AnimationTimer {
  private static final double NANOS = 120e6;
  private static final double SAME_LENGTH = 0.01;

  private final Consumer<Viewport> draw;
  private boolean enabled = true;
  private Viewport from;
  private Viewport to = new Viewport(0, 1);
  private Viewport drawn = to;
  private long began;
  private boolean moving;

  /**
   * @param draw told what is to be drawn now
   */
  ViewportMotion(Consumer<Viewport> draw) {
    this.draw = draw;
  }

  /** With false, everything is shown at once. */
  void setEnabled(boolean now) {
    enabled = now;
  }

  /** What is drawn now. */
  Viewport drawn() {
    return drawn;
  }

  boolean isMoving() {
    return moving;
  }

  /**
   * Goes to a stretch of time.
   *
   * @param visible false if nobody looks
   */
  void goTo(Viewport next, boolean visible) {
    boolean zooms =
        Math.abs(next.length() - drawn.length()) > SAME_LENGTH * drawn.length()
            && next.from() < drawn.to()
            && next.to() > drawn.from();
    if (!visible || !enabled || !zooms || Platform.getPreferences().isReducedMotion()) {
      finish(next);
      return;
    }
    from = drawn;
    to = next;
    began = System.nanoTime();
    if (!moving) {
      moving = true;
      start();
    }
  }

  private void finish(Viewport next) {
    stop();
    moving = false;
    drawn = next;
    draw.accept(next);
  }

  @Override
  public void handle(long now) {
    double share = (System.nanoTime() - began) / NANOS;
    if (share >= 1) {
      finish(to);
      return;
    }
    // Fast at first, so that the answer to a key is there at once.
    double eased = 1 - (1 - share) * (1 - share);
    drawn =
        new Viewport(
            Math.round(from.from() + (to.from() - from.from()) * eased),
            Math.round(from.to() + (to.to() - from.to()) * eased));
    draw.accept(drawn);
  }
}
