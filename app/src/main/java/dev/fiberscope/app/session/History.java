package dev.fiberscope.app.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Places one has been at, to walk back and forward through, as in a browser. */
public final class History<T> {
  private static final int MOST = 200;

  private final Deque<T> before = new ArrayDeque<>();
  private final Deque<T> after = new ArrayDeque<>();

  /** Leaves a place for another one; what was ahead is forgotten. */
  public void leave(T place) {
    if (!place.equals(before.peek())) {
      before.push(place);
      if (before.size() > MOST) {
        before.removeLast();
      }
    }
    after.clear();
  }

  /** The place before {@code here}, if there is one. */
  public Optional<T> back(T here) {
    return walk(before, after, here);
  }

  /** The place that {@link #back} left. */
  public Optional<T> forward(T here) {
    return walk(after, before, here);
  }

  private static <T> Optional<T> walk(Deque<T> from, Deque<T> to, T here) {
    while (here.equals(from.peek())) {
      from.pop();
    }
    if (from.isEmpty()) {
      return Optional.empty();
    }
    to.push(here);
    return Optional.of(from.pop());
  }

  /** Puts something in the place of every place. */
  public void replaceAll(UnaryOperator<T> replacement) {
    replace(before, replacement);
    replace(after, replacement);
  }

  private static <T> void replace(Deque<T> places, UnaryOperator<T> replacement) {
    for (int left = places.size(); left > 0; left--) {
      places.addLast(replacement.apply(places.removeFirst()));
    }
  }

  public void clear() {
    before.clear();
    after.clear();
  }
}
