package dev.fiberscope.app.statistics;

import dev.fiberscope.recordings.export.RowList;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.index.Distributions;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** The statistics as tables for other programs: plain numbers, times in ns. */
final class StatisticsRows {
  private StatisticsRows() {}

  static Rows states(Distributions all) {
    return new RowList(
        List.of(
            "state", "count", "sum_ns", "min_ns", "p50_ns", "p90_ns", "p99_ns", "p999_ns",
            "max_ns"),
        StateRow.STATES.stream().map(state -> row(state, all)).toList());
  }

  private static Object[] row(State state, Distributions all) {
    var durations = all.byState().get(state);
    return new Object[] {
      state.name().toLowerCase(Locale.ROOT),
      durations.count(),
      durations.sum(),
      durations.shortest(),
      durations.percentile(0.5),
      durations.percentile(0.9),
      durations.percentile(0.99),
      durations.percentile(0.999),
      durations.longest()
    };
  }

  static Rows carriers(ThreadTable threads, Distributions all) {
    return new RowList(
        List.of("carrier", "slices", "busy_ns", "pinned_ns", "range_ns"),
        all.carriers().stream()
            .map(
                load ->
                    new Object[] {
                      threads.name(load.thread()),
                      load.slices(),
                      LongStream.of(load.nanos()).sum(),
                      load.nanos()[State.PINNED.ordinal()],
                      all.to() - all.from()
                    })
            .toList());
  }
}
