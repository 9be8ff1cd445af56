package dev.fiberscope.recordings.export;

import dev.fiberscope.recordings.store.DecodeTable;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.ThreadTable;
import java.io.IOException;
import java.util.List;

/** Every use of a decode stack: by whom, from when to when, how deep. */
public record StackUseRows(Session session) implements Rows {
  @Override
  public List<String> columns() {
    return List.of(
        "stack",
        "acquired_ns",
        "released_ns",
        "fiber",
        "type",
        "from_pool",
        "capacity_frames",
        "high_water_frames");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    for (int row = 0; row < session.pool().uses(); row++) {
      StackUse use = session.pool().use(row);
      boolean known = use.decode() != DecodeTable.NO_DECODE;
      int thread = known ? session.decodes().thread(use.decode()) : ThreadTable.NO_THREAD;
      taker.row(
          use.stack(),
          use.acquired() == ThreadTable.NOT_RECORDED ? "" : (Object) use.acquired(),
          use.isReleased() ? (Object) use.released() : "",
          thread == ThreadTable.NO_THREAD ? "" : session.threads().name(thread),
          known ? session.decodes().format(use.decode()).type() : "",
          String.valueOf(use.hit()),
          (long) use.frameCapacity(),
          (long) use.highWaterFrames());
    }
  }
}
