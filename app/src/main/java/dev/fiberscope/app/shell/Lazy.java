package dev.fiberscope.app.shell;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that is made when it is asked for first. For one thread. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<? extends T> maker;
  private T made;

  Lazy(Supplier<? extends T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  /** Empty if nobody asked for it yet. */
  Optional<T> ifMade() {
    return Optional.ofNullable(made);
  }
}
