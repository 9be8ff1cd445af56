package dev.fiberscope.app.session;

/**
 * A moment that is pointed to: where the stepper stands, or what somebody clicked.
 *
 * @param thread row of the fiber or carrier it is on
 * @param time ns since the session began
 * @param exact false if it is not recorded but lies between what is
 * @param wanted whether it should be in sight
 */
public record Moment(int thread, long time, boolean exact, boolean wanted) {
  public static final Moment NONE = new Moment(Selection.NONE, 0, false, false);

  public boolean isEmpty() {
    return thread == Selection.NONE;
  }
}
