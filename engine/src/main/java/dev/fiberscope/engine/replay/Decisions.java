package dev.fiberscope.engine.replay;

/** What is taken where the bytes do not say what follows. */
@FunctionalInterface
interface Decisions {
  /** For types whose bytes always say. */
  Decisions NONE =
      (number, options) -> {
        throw new IllegalStateException("decision " + number + " of " + options + " was not made");
      };

  /**
   * @param number how many decisions came before in this message
   * @param options how many there are
   * @return from 0
   */
  int choose(int number, int options);
}
