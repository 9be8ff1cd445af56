package dev.fiberscope.app.timeline;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.timeline.Sections.Section;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The lanes of a session from top to bottom. Pinned lanes and up to {@value #MOST_FIXED} carriers
 * stay where they are; groups of fibers, and the rest of the carriers, scroll under them, and the
 * header of the group on top stays. All measures are logical pixels.
 */
public final class Lanes {
  /** Height of a lane. */
  public static final int LANE = 22;

  /** Height of a header. */
  public static final int HEADER = 28;

  /** The section of a header that cannot be folded. */
  public static final int NO_SECTION = Sections.NONE;

  /** The header of the carriers that stay. */
  static final String CARRIERS = "CARRIERS";

  private static final int GAP = 8;
  private static final int MOST_FIXED = 8;

  /**
   * What somebody changed by hand.
   *
   * @param pinned rows of threads whose lanes stay on top, in that order
   * @param collapsed names of groups of which only the header shows
   */
  public record Choices(List<Integer> pinned, Set<String> collapsed) {
    /** Nothing was changed. */
    public static final Choices NONE = new Choices(List.of(), Set.of());

    public Choices {
      pinned = List.copyOf(pinned);
      collapsed = Set.copyOf(collapsed);
    }
  }

  /**
   * A lane and where its top is on the screen.
   *
   * @param fixed true if it stays there while others scroll
   */
  public record Placed(Lane lane, double y, boolean fixed) {}

  /**
   * The line above lanes that belong together.
   *
   * @param y its top on the screen
   * @param section what a click folds, or {@link #NO_SECTION}
   * @param fixed true if it stays there while others scroll
   */
  public record Header(
      String name, String detail, double y, int section, boolean collapsed, boolean fixed) {}

  private final OpenSession open;
  private final FiberLanes fibers;
  private final Choices choices;
  private final List<Lane> pinned = new ArrayList<>();
  private final List<Lane> carriers;
  private final Sections sections;

  Lanes(OpenSession open, FiberLanes fibers, Choices choices) {
    this(open, fibers, choices, carriers(open));
  }

  private Lanes(OpenSession open, FiberLanes fibers, Choices choices, List<Lane> carriers) {
    this.open = open;
    this.fibers = fibers;
    this.choices = choices;
    this.carriers = carriers;
    choices.pinned().forEach(thread -> pinned.add(own(open, thread)));
    int scrolling = Math.max(0, carriers.size() - MOST_FIXED);
    sections = new Sections(scrolling, fibers.groups(), choices.collapsed());
  }

  private static List<Lane> carriers(OpenSession open) {
    List<Lane> carriers = new ArrayList<>();
    for (int thread : open.session().threads().rows(ThreadTable.Kind.CARRIER)) {
      carriers.add(own(open, thread));
    }
    carriers.sort(Comparator.comparing(Lane::name, NameOrder::compare));
    return carriers;
  }

  /** The same lanes with other choices. */
  Lanes with(Choices next) {
    return new Lanes(open, fibers, next, carriers);
  }

  /** All fibers in the order they began, nothing changed by hand. */
  public static Lanes of(OpenSession open) {
    return new Lanes(open, LaneArranger.arrange(open, Arrangement.DEFAULT), Choices.NONE);
  }

  /** The session that these are the lanes of. */
  public OpenSession open() {
    return open;
  }

  FiberLanes fiberLanes() {
    return fibers;
  }

  public Choices choices() {
    return choices;
  }

  /** The lane of a thread on its own. */
  private static Lane own(OpenSession open, int thread) {
    ThreadTable threads = open.session().threads();
    boolean carrier = threads.kind(thread) == ThreadTable.Kind.CARRIER;
    String detail = carrier ? "" : GroupNames.type(open, thread);
    return new Lane(
        threads.name(thread), detail, carrier, new Lane.One(open.session().spans(), thread));
  }

  /** The carriers, those that stay on top first. */
  public List<Lane> carriers() {
    return carriers;
  }

  /** How many lanes of fibers there are, folded ones included. */
  public int fiberLaneCount() {
    return fibers.count();
  }

  /** How many fibers have a lane. */
  public int fiberCount() {
    return fibers.fiberCount();
  }

  /** A lane of fibers by its number from the top. */
  public Lane fiberLane(int lane) {
    Lane.Shared shared = new Lane.Shared(fibers, lane);
    return shared.count() == 1
        ? own(open, shared.thread(0))
        : new Lane(Numbers.count(shared.count(), "fiber"), "", false, shared);
  }

  /** The number of a fiber's lane; empty if the fiber is filtered out. */
  public OptionalInt fiberLaneOf(int thread) {
    int lane = fibers.laneOf(thread);
    return lane < 0 ? OptionalInt.empty() : OptionalInt.of(lane);
  }

  /** The names of all groups. */
  public List<String> sectionNames() {
    return sections.names();
  }

  /** The name of the section that a thread's lane scrolls in; empty if there is none. */
  public String sectionOf(int thread) {
    int section = carrierBehindFixed(thread) < 0 ? sections.ofLane(fibers.laneOf(thread)) : 0;
    return section < 0 ? "" : sections.get(section).name();
  }

  /** The place of a carrier among all carriers if it scrolls, else -1. */
  private int carrierBehindFixed(int thread) {
    for (int i = MOST_FIXED; i < carriers.size(); i++) {
      if (carriers.get(i).tracks().thread(0) == thread) {
        return i;
      }
    }
    return -1;
  }

  /** True if a thread is a fiber that the filter keeps out. */
  boolean isFiltered(int thread) {
    return thread >= 0
        && open.session().threads().kind(thread) == ThreadTable.Kind.FIBER
        && fibers.isFiltered(thread);
  }

  /**
   * The next lane of fibers, from one on, whose group is not folded.
   *
   * @param step 1 for downwards, -1 for upwards
   */
  OptionalInt unfoldedFrom(int lane, int step) {
    int next = lane;
    while (next >= 0 && next < fibers.count()) {
      Section section = sections.get(sections.ofLane(next));
      if (!section.collapsed()) {
        return OptionalInt.of(next);
      }
      next = step > 0 ? section.firstLane() + section.lanes() : section.firstLane() - 1;
    }
    return OptionalInt.empty();
  }

  private int fixedCarriers() {
    return Math.min(MOST_FIXED, carriers.size());
  }

  private double carriersY() {
    return pinned.isEmpty() ? 0 : HEADER + pinned.size() * LANE + GAP;
  }

  /** Where what scrolls begins: the header of the group on top. */
  public double scrollingY() {
    return carriers.isEmpty() ? carriersY() : carriersY() + HEADER + fixedCarriers() * LANE + GAP;
  }

  /** Where scrolling lanes begin to show, below the header that stays. */
  public double fibersY() {
    return scrollingY() + HEADER;
  }

  /** The furthest one can scroll in a view of a height. */
  public double maxScroll(double viewHeight) {
    return Math.max(0, scrollingY() + sections.height() + GAP - viewHeight);
  }

  /** Where a header may show: those that are not at the very top lie below what stays. */
  double scrollingY(Header header) {
    return header.section() == NO_SECTION ? 0 : scrollingY();
  }

  private Lane lane(Section section, int index) {
    return section.carriers()
        ? carriers.get(MOST_FIXED + index)
        : fiberLane(section.firstLane() + index);
  }

  /** The lanes that show, wholly or in part, in a view of a height. */
  public List<Placed> visible(double viewHeight, double scroll) {
    List<Placed> visible = new ArrayList<>();
    for (int i = 0; i < pinned.size(); i++) {
      visible.add(new Placed(pinned.get(i), HEADER + i * LANE, true));
    }
    for (int i = 0; i < fixedCarriers(); i++) {
      visible.add(new Placed(carriers.get(i), carriersY() + HEADER + i * LANE, true));
    }
    for (int i = sections.at(scroll); i < sections.count(); i++) {
      double top = scrollingY() + sections.top(i) + HEADER - scroll;
      if (top >= viewHeight) {
        break;
      }
      Section section = sections.get(i);
      int first = Math.max(0, (int) ((fibersY() - top) / LANE));
      for (int lane = first; lane < section.shown(); lane++) {
        double y = top + (double) lane * LANE;
        if (y >= viewHeight) {
          break;
        }
        visible.add(new Placed(lane(section, lane), y, false));
      }
    }
    return visible;
  }

  /** The headers that show; those that stay come last, because they lie over the others. */
  public List<Header> headers(double viewHeight, double scroll) {
    List<Header> headers = new ArrayList<>();
    int current = sections.at(scroll);
    for (int i = current + 1; i < sections.count(); i++) {
      double y = scrollingY() + sections.top(i) - scroll;
      if (y >= viewHeight) {
        break;
      }
      headers.add(header(i, y, false));
    }
    if (sections.count() > 0) {
      // The next header pushes the one that stays out of the way.
      double pushed = Math.min(0, sections.top(current + 1) - scroll - HEADER);
      headers.add(header(current, scrollingY() + pushed, true));
    }
    if (!pinned.isEmpty()) {
      String count = Numbers.count(pinned.size());
      headers.add(new Header("PINNED", count, 0, NO_SECTION, false, true));
    }
    if (!carriers.isEmpty()) {
      String count = Numbers.count(carriers.size());
      headers.add(new Header(CARRIERS, count, carriersY(), NO_SECTION, false, true));
    }
    return headers;
  }

  /** The scroll at which a section's header is on top. */
  double sectionTop(int section) {
    return sections.top(section);
  }

  private Header header(int index, double y, boolean fixed) {
    Section section = sections.get(index);
    return new Header(section.name(), section.detail(), y, index, section.collapsed(), fixed);
  }

  /** The scroll that shows a thread's lane, which is {@code scroll} if it shows already. */
  public double scrollTo(int thread, double scroll, double viewHeight) {
    double y = laneTop(thread);
    if (Double.isNaN(y)) {
      return scroll;
    }
    double space = Math.max(LANE, viewHeight - fibersY());
    boolean shows = y >= scroll && y + LANE <= scroll + space;
    return shows
        ? scroll
        : Math.clamp(y - (int) (space / LANE / 2) * LANE, 0, maxScroll(viewHeight));
  }

  /** The scroll that puts a lane of fibers on top. */
  public double scrollToTop(int fiberLane, double viewHeight) {
    int section = sections.ofLane(fiberLane);
    return section < 0
        ? 0
        : Math.clamp(sections.topOfLane(section, fiberLane), 0, maxScroll(viewHeight));
  }

  /** How far down a thread's lane is if it scrolls and is not folded; else not a number. */
  private double laneTop(int thread) {
    if (choices.pinned().contains(thread)) {
      return Double.NaN;
    }
    int carrier = carrierBehindFixed(thread);
    int lane = fibers.laneOf(thread);
    int section = carrier >= 0 ? 0 : sections.ofLane(lane);
    if (section < 0 || sections.get(section).collapsed()) {
      return Double.NaN;
    }
    return carrier >= 0
        ? (double) (carrier - MOST_FIXED) * LANE
        : sections.topOfLane(section, lane);
  }

  /** True if a thread's spans lie in a lane. */
  public boolean isIn(Lane lane, int thread) {
    return lane.tracks() instanceof Lane.Shared shared
        ? fibers.laneOf(thread) == shared.lane()
        : lane.tracks().thread(0) == thread;
  }
}
