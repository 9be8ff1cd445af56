package dev.fiberscope.app.timeline;

/**
 * How the fibers' lanes are arranged.
 *
 * @param filter words that a fiber's name or the type it decodes have, in any case; empty for all
 * @param packed true if fibers that do not overlap may share a lane where that saves many
 */
public record Arrangement(Grouping grouping, Sorting sorting, String filter, boolean packed) {
  /** All fibers in one group, in the order they began. */
  public static final Arrangement DEFAULT = new Arrangement(Grouping.NONE, Sorting.START, "", true);

  /** What fibers of a group have in common. */
  public enum Grouping {
    NONE("nothing"),
    NAME("name pattern"),
    TYPE("type decoded"),
    START("start site"),
    CARRIER("carrier");

    private final String text;

    Grouping(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** What comes first within a group. */
  public enum Sorting {
    START("first moment"),
    NAME("name"),
    RUNNING("most running"),
    QUEUED("most waiting for a carrier"),
    PARKED("most parked"),
    BLOCKED("most blocked"),
    PINNED("most pinned");

    private final String text;

    Sorting(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public Arrangement with(Grouping next) {
    return new Arrangement(next, sorting, filter, packed);
  }

  public Arrangement with(Sorting next) {
    return new Arrangement(grouping, next, filter, packed);
  }

  public Arrangement withFilter(String next) {
    return new Arrangement(grouping, sorting, next.strip(), packed);
  }

  public Arrangement withPacked(boolean next) {
    return new Arrangement(grouping, sorting, filter, next);
  }
}
