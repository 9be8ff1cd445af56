package dev.fiberscope.recordings.truth;

import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.EventView;
import dev.fiberscope.recordings.chunk.TypeLayout;
import dev.fiberscope.recordings.decode.TruthlessReading;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.truth.WakeTruth.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A session, and what the program said itself: none of that is told to the decoder. */
public final class TruthReader {
  private final List<Told> wakes = new ArrayList<>();
  private final List<TrueCarrier> carriers = new ArrayList<>();
  private final List<TrueWait> waits = new ArrayList<>();
  private final Session session;

  /** That a fiber was on a carrier at a time. */
  public record TrueCarrier(long fiber, long carrier, long time) {}

  /** That a fiber waited for something. */
  public record TrueWait(long fiber, String kind, long start, long end) {}

  private TruthReader(ChunkFile chunks) {
    session = TruthlessReading.session(chunks, this::taker);
  }

  public static TruthReader read(ChunkFile chunks) {
    return new TruthReader(chunks);
  }

  public Session session() {
    return session;
  }

  public List<Told> wakes() {
    return wakes;
  }

  public List<TrueCarrier> carriers() {
    return carriers;
  }

  public List<TrueWait> waits() {
    return waits;
  }

  private Optional<Consumer<EventView>> taker(TypeLayout type, long origin) {
    if (!type.name().startsWith("truth.")) {
      return Optional.empty();
    }
    int start = type.slot("startTime");
    int duration = type.slot("duration");
    int thread = type.slot("eventThread");
    int carrier = type.slot("carrier");
    int target = type.slot("target");
    int kind = type.slot("kind");
    return Optional.of(
        event -> {
          long teller = event.constant(thread).orElseThrow().number("javaThreadId");
          long from = event.chunk().nanos(event.number(start)) - origin;
          long to = event.chunk().nanos(event.number(start) + event.number(duration)) - origin;
          if (carrier >= 0) {
            carriers.add(new TrueCarrier(teller, event.number(carrier), from));
          } else if (target >= 0) {
            wakes.add(new Told(event.number(target), teller, event.text(kind), from, to));
          } else {
            waits.add(new TrueWait(teller, event.text(kind), from, to));
          }
        });
  }
}
