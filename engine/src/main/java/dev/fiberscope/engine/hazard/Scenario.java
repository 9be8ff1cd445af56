package dev.fiberscope.engine.hazard;

/**
 * A program of a second or less that shows a hazard, or something that looks alike and is fine.
 *
 * @param name such as {@code carrier-pinned} or {@code carrier-pinned-clean}
 * @param hazardous false for a twin that does no harm
 */
public record Scenario(String name, boolean hazardous, Body body) {
  /** What it does. */
  @FunctionalInterface
  public interface Body {
    void run(Scene scene) throws Exception;
  }

  static Scenario hazard(String name, Body body) {
    return new Scenario(name, true, body);
  }

  static Scenario clean(String name, Body body) {
    return new Scenario(name + "-clean", false, body);
  }
}
