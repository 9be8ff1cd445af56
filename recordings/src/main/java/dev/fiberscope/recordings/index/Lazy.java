package dev.fiberscope.recordings.index;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that is made when it is asked for the first time, by whichever thread asks. */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<? extends T> make;
  private T made;

  public Lazy(Supplier<? extends T> make) {
    this.make = make;
  }

  @Override
  public synchronized T get() {
    if (made == null) {
      made = make.get();
    }
    return made;
  }

  /** Empty if nobody asked for it yet. */
  public synchronized Optional<T> ifMade() {
    return Optional.ofNullable(made);
  }
}
