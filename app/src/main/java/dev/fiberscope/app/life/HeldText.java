package dev.fiberscope.app.life;

import dev.fiberscope.recordings.index.CarrierHolders;
import dev.fiberscope.recordings.index.CarrierHolders.Holder;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;
import java.util.List;

/** What held the carriers for a time, in a sentence. */
public final class HeldText {
  private static final int MOST_NAMES = 4;

  private HeldText() {}

  /**
   * @param nanos how long the time was
   */
  public static String of(ThreadTable threads, CarrierHolders holders, long nanos) {
    if (holders.carriers() == 0) {
      return "The recording knows no carrier.";
    }
    if (holders.slices() == 0) {
      return "No carrier ran anything meanwhile, as far as was recorded.";
    }
    List<String> most =
        holders.longest().stream()
            .filter(holder -> holder.fiber() != SpanTable.NO_LINK && holder.nanos() > nanos / 2)
            .limit(MOST_NAMES)
            .map(holder -> threads.name(holder.fiber()))
            .toList();
    if (!most.isEmpty()) {
      return joined(most) + " held " + part(most.size(), holders.carriers()) + " meanwhile.";
    }
    Holder longest = holders.longest().getFirst();
    String name =
        longest.fiber() == SpanTable.NO_LINK ? "an unknown fiber" : threads.name(longest.fiber());
    return Numbers.count(holders.carriers(), "carrier")
        + " ran "
        + Numbers.count(holders.slices(), "slice")
        + " of "
        + Numbers.count(holders.fibers(), "fiber")
        + " meanwhile; longest of them "
        + name
        + ", "
        + Times.duration(longest.nanos())
        + ".";
  }

  private static String joined(List<String> names) {
    String all = String.join(", ", names);
    int comma = all.lastIndexOf(", ");
    return comma < 0 ? all : all.substring(0, comma) + " and " + all.substring(comma + 2);
  }

  private static String part(int held, int carriers) {
    if (held < carriers) {
      return held + " of " + Numbers.count(carriers, "carrier");
    }
    return switch (carriers) {
      case 1 -> "the only carrier";
      case 2 -> "both carriers";
      default -> "all " + carriers + " carriers";
    };
  }
}
