package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.RowsByKey;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The lanes of a session from top to bottom. Up to {@value #MOST_FIXED} carriers stay where they
 * are while fibers scroll under them; more of them scroll along. All measures are logical pixels.
 */
public final class Lanes {
  /** Height of a lane. */
  public static final int LANE = 22;

  /** Height of a section's header. */
  public static final int HEADER = 28;

  /** The place of a thread that has no lane. */
  public static final int NO_LANE = -1;

  private static final int GAP = 8;
  private static final int MOST_FIXED = 8;

  /**
   * One lane.
   *
   * @param thread row in the thread table
   * @param detail short text beside the name, such as the type decoded; may be empty
   */
  public record Lane(int thread, String name, String detail, boolean carrier) {}

  /**
   * A lane and where its top is on the screen.
   *
   * @param fixed true if it stays there while others scroll
   */
  public record Placed(Lane lane, double y, boolean fixed) {}

  private final Session session;
  private final SessionIndex index;
  private final List<Lane> carriers = new ArrayList<>();
  // Threads in the order of their lanes, and the place of each thread in it.
  private final int[] fibers;
  private final int[] placeOfThread;

  public Lanes(Session session, SessionIndex index) {
    this.session = session;
    this.index = index;
    ThreadTable threads = session.threads();
    for (int thread : threads.rows(ThreadTable.Kind.CARRIER)) {
      carriers.add(new Lane(thread, threads.name(thread), "", true));
    }
    carriers.sort(Comparator.comparing(Lane::name));
    fibers = byFirstMoment(session, threads.rows(ThreadTable.Kind.FIBER));
    placeOfThread = new int[threads.count()];
    Arrays.fill(placeOfThread, NO_LANE);
    for (int place = 0; place < fibers.length; place++) {
      placeOfThread[fibers[place]] = place;
    }
  }

  private static int[] byFirstMoment(Session session, int[] threads) {
    RowsByKey sorted =
        new RowsByKey(
            session.storage(),
            1,
            threads.length,
            _ -> 0,
            row -> firstMoment(session, threads[row]));
    return IntStream.of(sorted.rows(0)).map(row -> threads[row]).toArray();
  }

  private static long firstMoment(Session session, int thread) {
    long started = session.threads().start(thread);
    SpanTable spans = session.spans();
    int first = spans.first(thread);
    boolean anySpan = first < spans.first(thread + 1);
    return started != ThreadTable.NOT_RECORDED
        ? started
        : anySpan ? spans.start(first) : Long.MAX_VALUE;
  }

  private String detail(int thread) {
    DecodeTable decodes = session.decodes();
    return IntStream.of(index.decodes(thread))
        .mapToObj(row -> decodes.format(row).type())
        .findFirst()
        .orElse("");
  }

  public List<Lane> carriers() {
    return carriers;
  }

  public int fiberCount() {
    return fibers.length;
  }

  /** A fiber's lane by its place from the top. */
  public Lane fiber(int place) {
    int thread = fibers[place];
    return new Lane(thread, session.threads().name(thread), detail(thread), false);
  }

  /** The place of a fiber's lane, or {@link #NO_LANE}. */
  public int placeOf(int thread) {
    return thread < 0 ? NO_LANE : placeOfThread[thread];
  }

  /** The place of the first fiber that begins at a time or later; the last one's if none does. */
  public int firstBeginningAt(long time) {
    int low = 0;
    int high = fibers.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firstMoment(session, fibers[middle]) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.min(low, fibers.length - 1);
  }

  /** The scroll that puts a fiber's lane on top. */
  public double scrollToTop(int place, double viewHeight) {
    double y = (carriers.size() - fixedCarriers() + place) * (double) LANE;
    return Math.clamp(y, 0, maxScroll(viewHeight));
  }

  private int fixedCarriers() {
    return Math.min(MOST_FIXED, carriers.size());
  }

  /** The lanes that scroll: carriers that are too many to stay, then the fibers. */
  private int scrolling() {
    return carriers.size() - fixedCarriers() + fibers.length;
  }

  private Lane scrolling(int index) {
    int carriersLeft = carriers.size() - fixedCarriers();
    return index < carriersLeft
        ? carriers.get(fixedCarriers() + index)
        : fiber(index - carriersLeft);
  }

  /** Where the header of the fibers is. */
  public double fiberHeaderY() {
    return HEADER + fixedCarriers() * LANE + GAP;
  }

  /** Where fibers begin; what scrolls is below. */
  public double fibersY() {
    return fiberHeaderY() + HEADER;
  }

  /** The furthest one can scroll in a view of a height. */
  public double maxScroll(double viewHeight) {
    return Math.max(0, fibersY() + scrolling() * LANE + GAP - viewHeight);
  }

  /** The lanes that show, wholly or in part, in a view of a height. */
  public List<Placed> visible(double viewHeight, double scroll) {
    List<Placed> visible = new ArrayList<>();
    for (int i = 0; i < fixedCarriers(); i++) {
      visible.add(new Placed(carriers.get(i), HEADER + i * LANE, true));
    }
    int first = Math.max(0, (int) (scroll / LANE));
    for (int i = first; i < scrolling(); i++) {
      double y = fibersY() + i * LANE - scroll;
      if (y >= viewHeight) {
        break;
      }
      visible.add(new Placed(scrolling(i), y, false));
    }
    return visible;
  }

  /** The scroll that shows a thread's lane, which is {@code scroll} if it shows already. */
  public double scrollTo(int thread, double scroll, double viewHeight) {
    int i = scrollingPlace(thread);
    if (i != NO_LANE) {
      double space = Math.max(LANE, viewHeight - fibersY());
      boolean shows = i * LANE >= scroll && (i + 1) * LANE <= scroll + space;
      int centred = (i - (int) (space / LANE / 2)) * LANE;
      return shows ? scroll : Math.clamp(centred, 0, maxScroll(viewHeight));
    }
    return scroll;
  }

  private int scrollingPlace(int thread) {
    for (int i = fixedCarriers(); i < carriers.size(); i++) {
      if (carriers.get(i).thread() == thread) {
        return i - fixedCarriers();
      }
    }
    int place = placeOf(thread);
    return place == NO_LANE ? NO_LANE : carriers.size() - fixedCarriers() + place;
  }
}
