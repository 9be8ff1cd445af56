package dev.fiberscope.recordings.chunk;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Parses chunks at the same time on threads of its own, ahead of the thread that takes their events
 * in the order of the file.
 */
final class ParseAhead {
  /** Batches of a chunk that may wait to be taken: 16 MB, for each thread and one more. */
  private static final int BATCHES = 64;

  private final Supplier<Optional<ChunkWalk>> nextWalk;
  private final BlockingQueue<Parsing> inOrder;
  private final BlockingQueue<EventBatch> idle = new ArrayBlockingQueue<>(2 * BATCHES);

  /** A chunk that is being parsed; without a walk it stands for the end of the file. */
  private record Parsing(
      Optional<ChunkWalk> walk,
      BlockingQueue<EventBatch> batches,
      Throwable[] failure,
      EventBatch endOfFailed) {
    static Parsing of(Optional<ChunkWalk> walk) {
      // Made now: what fails may be the heap.
      return new Parsing(
          walk, new ArrayBlockingQueue<>(BATCHES), new Throwable[1], EventBatch.end());
    }
  }

  /**
   * @param nextWalk begins the next chunk, if there is one; never called by two threads at once
   */
  ParseAhead(int threads, Supplier<Optional<ChunkWalk>> nextWalk) {
    this.nextWalk = nextWalk;
    inOrder = new ArrayBlockingQueue<>(threads);
  }

  /**
   * Takes all events.
   *
   * @param finished told of each chunk when its events were taken
   */
  void run(LongConsumer progress, Consumer<ChunkWalk> finished) {
    try (ExecutorService parsers =
        Executors.newFixedThreadPool(
            inOrder.remainingCapacity(),
            Thread.ofPlatform().daemon().name("parse-", 0).factory())) {
      try {
        for (int i = inOrder.remainingCapacity(); i > 0; i--) {
          parsers.submit(this::parse);
        }
        take(progress, finished);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      } finally {
        parsers.shutdownNow();
      }
    }
  }

  private Void parse() throws InterruptedException {
    Parsing chunk = begin();
    while (chunk.walk.isPresent()) {
      try {
        EventBatch batch;
        do {
          batch = idle.poll();
          batch = batch == null ? new EventBatch() : batch.clear();
          chunk.walk.get().parse(batch);
          chunk.batches.put(batch);
        } while (!batch.last);
      } catch (RuntimeException | Error failure) {
        fail(chunk, failure);
      }
      chunk = begin();
    }
    return null;
  }

  /** Only one thread at a time begins a chunk, so they are queued in the order of the file. */
  private synchronized Parsing begin() throws InterruptedException {
    Parsing chunk;
    try {
      chunk = Parsing.of(nextWalk.get());
    } catch (RuntimeException | Error failure) {
      chunk = Parsing.of(Optional.empty());
      chunk.failure[0] = failure;
    }
    inOrder.put(chunk);
    return chunk;
  }

  private static void fail(Parsing chunk, Throwable failure) throws InterruptedException {
    chunk.failure[0] = failure;
    chunk.batches.put(chunk.endOfFailed);
  }

  private void take(LongConsumer progress, Consumer<ChunkWalk> finished)
      throws InterruptedException {
    Parsing chunk = inOrder.take();
    while (chunk.walk.isPresent()) {
      EventBatch batch;
      boolean last;
      do {
        batch = chunk.batches.take();
        last = batch.last;
        chunk.walk.get().deliver(batch);
        progress.accept(batch.parsedTo);
        if (batch != chunk.endOfFailed) {
          idle.offer(batch);
        }
      } while (!last);
      rethrow(chunk.failure[0]);
      finished.accept(chunk.walk.get());
      chunk = inOrder.take();
    }
    rethrow(chunk.failure[0]);
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException problem -> throw problem;
      case Error problem -> throw problem;
      default -> throw new IllegalStateException(failure);
    }
  }
}
