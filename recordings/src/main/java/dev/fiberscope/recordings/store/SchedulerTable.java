package dev.fiberscope.recordings.store;

/** What the JDK's scheduler said of itself when it was asked, about once a second. */
public final class SchedulerTable {
  /**
   * @param time ns since the session began
   * @param parallelism carriers that it wants to keep busy
   * @param mounted carriers that had a fiber
   * @param queued fibers that waited for a carrier
   */
  public record Look(long time, int parallelism, int mounted, long queued) {}

  private final ObjectColumn<Look> looks;

  public SchedulerTable() {
    this(new ObjectColumn<>());
  }

  private SchedulerTable(ObjectColumn<Look> looks) {
    this.looks = looks;
  }

  /** The looks of now, for readers. */
  public SchedulerTable frozen() {
    return new SchedulerTable(looks.frozen());
  }

  /** Adds a look; they come in the order of time. */
  public void add(Look look) {
    looks.add(look);
  }

  public int count() {
    return looks.size();
  }

  public Look get(int row) {
    return looks.get(row);
  }
}
