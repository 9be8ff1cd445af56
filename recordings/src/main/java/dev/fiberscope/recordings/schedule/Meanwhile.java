package dev.fiberscope.recordings.schedule;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that another thread does meanwhile. Closing waits for its end: it may read what is freed.
 */
final class Meanwhile<T> implements AutoCloseable {
  private final CompletableFuture<T> future;

  private Meanwhile(CompletableFuture<T> future) {
    this.future = future;
  }

  static <T> Meanwhile<T> start(Supplier<T> work) {
    return new Meanwhile<>(CompletableFuture.supplyAsync(work));
  }

  /** What came of it, or the exception that it ended with. */
  T result() {
    try {
      return future.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException problem -> throw problem;
        case Error problem -> throw problem;
        default -> throw failed;
      }
    }
  }

  @Override
  public void close() {
    future.handle((_, _) -> null).join();
  }
}
