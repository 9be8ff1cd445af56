package dev.fiberscope.recordings.compare;

import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.compare.Measure.Better;
import dev.fiberscope.recordings.compare.Measure.Unit;
import dev.fiberscope.recordings.index.FlameNode;
import dev.fiberscope.recordings.store.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Two recordings, or two stretches of time, side by side.
 *
 * @param differences in how they were made, in sentences: they may be why measures differ
 * @param measures rates and times, with what is to be said of each
 * @param came findings that only the second has; {@code went} those that only the first has
 * @param sites where fibers waited, those first of which most changed
 * @param waits the same with all frames, ns of all fibers together in each second
 */
public record Comparison(
    Side before,
    Side after,
    List<String> differences,
    List<Measure> measures,
    List<Finding> came,
    List<Finding> went,
    List<SiteChange> sites,
    FlameNode waits) {
  private static final double P99 = 0.99;

  /**
   * How much fibers waited at a method of the program.
   *
   * @param before ns of all fibers together in each second; {@code after} likewise
   */
  public record SiteChange(String site, double before, double after) {
    public double change() {
      return after - before;
    }
  }

  /** A time, and whether less of it is better. */
  private record Timed(String name, Function<SideSums, PartSums> of, Better better) {}

  private static final List<Timed> TIMES =
      List.of(
          new Timed("fiber lifetime", SideSums::lived, Better.LOWER),
          new Timed("queue time", SideSums::queued, Better.LOWER),
          new Timed("run time", sums -> sums.of(State.RUNNING), Better.NEITHER),
          new Timed("park time", sums -> sums.of(State.PARKED), Better.NEITHER),
          new Timed("block time", sums -> sums.of(State.BLOCKED), Better.LOWER),
          new Timed("pin time", sums -> sums.of(State.PINNED), Better.LOWER));

  /**
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static Comparison of(Side before, Side after) {
    SideSums first = SideSums.of(before);
    SideSums second = SideSums.of(after);
    return new Comparison(
        before,
        after,
        Differences.of(before, after),
        Differences.isComparable(before, after)
            ? measures(first, second)
            : measures(first, second).stream().map(Measure::withoutVerdict).toList(),
        only(after.findings(), before.findings()),
        only(before.findings(), after.findings()),
        sites(before, first, after, second),
        WaitDifference.of(before, after));
  }

  private static List<Measure> measures(SideSums first, SideSums second) {
    List<Measure> measures = new ArrayList<>();
    for (Timed timed : TIMES) {
      PartSums one = timed.of().apply(first);
      PartSums other = timed.of().apply(second);
      RankTest test = RankTest.of(one.means(), other.means());
      String name = timed.name();
      measures.add(
          new Measure(name + ", mean", Unit.NANOS, timed.better(), one.mean(), other.mean(), test));
      measures.add(
          new Measure(
              name + ", median",
              Unit.NANOS,
              Better.NEITHER,
              percentile(one, 0.5),
              percentile(other, 0.5),
              test));
      measures.add(
          new Measure(
              name + ", 99 %",
              Unit.NANOS,
              Better.NEITHER,
              percentile(one, P99),
              percentile(other, P99),
              test));
    }
    measures.add(share("carriers busy", Better.NEITHER, first, second, SideSums::carried));
    measures.add(
        share("carriers pinned", Better.LOWER, first, second, sums -> sums.of(State.PINNED)));
    measures.add(rate("mounts", Better.NEITHER, first, second, SideSums::carried));
    measures.add(rate("pins", Better.LOWER, first, second, sums -> sums.of(State.PINNED)));
    measures.add(rate("wake-ups", Better.NEITHER, first, second, SideSums::woken));
    measures.add(rate("fibers started", Better.NEITHER, first, second, SideSums::started));
    measures.add(rate("decodes", Better.HIGHER, first, second, SideSums::decoded));
    PartSums one = first.decoded();
    PartSums other = second.decoded();
    measures.add(
        new Measure(
            "decode time, mean",
            Unit.NANOS,
            Better.LOWER,
            one.mean(),
            other.mean(),
            RankTest.of(one.means(), other.means())));
    return measures.stream().filter(Comparison::isThere).toList();
  }

  /** What neither side has is not compared. */
  private static boolean isThere(Measure measure) {
    return (measure.before() > 0 || measure.after() > 0);
  }

  private static double percentile(PartSums sums, double share) {
    return sums.durations().count() == 0 ? Double.NaN : sums.durations().percentile(share);
  }

  private static Measure share(
      String name,
      Better better,
      SideSums first,
      SideSums second,
      Function<SideSums, PartSums> of) {
    return new Measure(
        name,
        Unit.SHARE,
        better,
        of.apply(first).share(first.carriers()),
        of.apply(second).share(second.carriers()),
        RankTest.of(
            of.apply(first).shares(first.carriers()), of.apply(second).shares(second.carriers())));
  }

  private static Measure rate(
      String name,
      Better better,
      SideSums first,
      SideSums second,
      Function<SideSums, PartSums> of) {
    ToDoubleFunction<SideSums> rate = sums -> of.apply(sums).rate();
    return new Measure(
        name,
        Unit.PER_SECOND,
        better,
        rate.applyAsDouble(first),
        rate.applyAsDouble(second),
        RankTest.of(of.apply(first).rates(), of.apply(second).rates()));
  }

  private static List<Finding> only(List<Finding> of, List<Finding> not) {
    Set<String> keys = not.stream().map(Finding::key).collect(Collectors.toSet());
    return of.stream().filter(finding -> !keys.contains(finding.key())).toList();
  }

  private static List<SiteChange> sites(Side before, SideSums first, Side after, SideSums second) {
    Map<String, Long> one = first.waitedAt();
    Map<String, Long> other = second.waitedAt();
    Set<String> all = new TreeSet<>(one.keySet());
    all.addAll(other.keySet());
    return all.stream()
        .map(
            site ->
                new SiteChange(
                    site,
                    one.getOrDefault(site, 0L) / before.seconds(),
                    other.getOrDefault(site, 0L) / after.seconds()))
        .sorted(
            Comparator.comparingDouble((SiteChange change) -> Math.abs(change.change())).reversed())
        .toList();
  }

  /** False if they were recorded with other settings, so that a difference says nothing. */
  public boolean isComparable() {
    return Differences.isComparable(before, after);
  }

  /** What got worse by more than noise, and by a share of what it was. */
  public List<Measure> worseBy(double share) {
    return measures.stream().filter(each -> each.worse() > 0 && each.worse() >= share).toList();
  }
}
