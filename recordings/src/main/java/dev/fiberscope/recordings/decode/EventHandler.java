package dev.fiberscope.recordings.decode;

/** Takes in the events of one type. */
@FunctionalInterface
interface EventHandler {
  void handle(Event event);
}
