package dev.fiberscope.recordings.index;

import java.util.function.Supplier;

/** Something that is made when it is asked for the first time, by whichever thread asks. */
public final class Lazy<T> {
  private final Supplier<T> make;
  private T made;

  public Lazy(Supplier<T> make) {
    this.make = make;
  }

  public synchronized T get() {
    if (made == null) {
      made = make.get();
    }
    return made;
  }
}
