package dev.fiberscope.app.timeline;

import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.ArrayList;
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

  private final List<Lane> carriers = new ArrayList<>();
  private final List<Lane> fibers = new ArrayList<>();

  public Lanes(Session session, SessionIndex index) {
    ThreadTable threads = session.threads();
    for (int thread : threads.rows(ThreadTable.Kind.CARRIER)) {
      carriers.add(new Lane(thread, threads.name(thread), "", true));
    }
    carriers.sort(Comparator.comparing(Lane::name));
    IntStream.of(threads.rows(ThreadTable.Kind.FIBER))
        .boxed()
        .sorted(Comparator.comparingLong(thread -> firstMoment(session, thread)))
        .map(
            thread -> new Lane(thread, threads.name(thread), detail(session, index, thread), false))
        .forEach(fibers::add);
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

  private static String detail(Session session, SessionIndex index, int thread) {
    DecodeTable decodes = session.decodes();
    return IntStream.of(index.decodes(thread))
        .mapToObj(row -> decodes.format(row).type())
        .findFirst()
        .orElse("");
  }

  public List<Lane> carriers() {
    return carriers;
  }

  public List<Lane> fibers() {
    return fibers;
  }

  private int fixedCarriers() {
    return Math.min(MOST_FIXED, carriers.size());
  }

  /** The lanes that scroll: carriers that are too many to stay, then the fibers. */
  private int scrolling() {
    return carriers.size() - fixedCarriers() + fibers.size();
  }

  private Lane scrolling(int index) {
    int carriersLeft = carriers.size() - fixedCarriers();
    return index < carriersLeft
        ? carriers.get(fixedCarriers() + index)
        : fibers.get(index - carriersLeft);
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
    for (int i = 0; i < scrolling(); i++) {
      if (scrolling(i).thread() == thread) {
        double space = Math.max(LANE, viewHeight - fibersY());
        boolean shows = i * LANE >= scroll && (i + 1) * LANE <= scroll + space;
        int centred = (i - (int) (space / LANE / 2)) * LANE;
        return shows ? scroll : Math.clamp(centred, 0, maxScroll(viewHeight));
      }
    }
    return scroll;
  }
}
