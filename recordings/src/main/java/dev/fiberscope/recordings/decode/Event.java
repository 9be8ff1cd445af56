package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.ThreadTable;

/**
 * One event of a recording in the words of the store: rows of its tables, and ns since the session
 * began. Fields that the event does not have are 0, false or empty.
 */
interface Event {
  /** The event's type, such as {@code jdk.MethodTrace}. */
  String type();

  long start();

  long end();

  /** The row of the thread that the event happened on, or {@link ThreadTable#NO_THREAD}. */
  int thread();

  /** The row of a thread that a field names, or {@link ThreadTable#NO_THREAD}. */
  int thread(Field field);

  long number(Field field);

  /** A number that the JVM gave to something, unlike those of other JVMs. */
  long id(Field field);

  /** A floating point number. */
  float fraction(Field field);

  boolean flag(Field field);

  String text(Field field);

  /** A text field as fibers commit it: what follows a NUL only made it unlike any other. */
  default String fiberText(Field field) {
    String text = text(field);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The name of a class that a field names; empty if it names none. */
  String className(Field field);

  /** The method that the event is about. */
  Traced method();

  /** The id of the event's stack trace in the session's table. */
  int stackTrace();
}
