package dev.fiberscope.recordings.tables;

import java.time.Instant;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** A column of a table: its value at a row is asked for when somebody wants it. */
public sealed interface TableColumn {
  /** Stands for a whole number that is not known. */
  long NULL = Long.MIN_VALUE;

  /** Names that end in {@code _ns} are nanoseconds. */
  String name();

  /** What it is, for those who read the schema. */
  String comment();

  /** Whole numbers; {@link #NULL} for none. */
  record Whole(String name, String comment, IntToLongFunction value) implements TableColumn {}

  /** Text; empty for none. */
  record Text(String name, String comment, IntFunction<String> value) implements TableColumn {}

  record Flag(String name, String comment, IntPredicate value) implements TableColumn {}

  /** Numbers with a fraction; NaN for none. */
  record Part(String name, String comment, IntToDoubleFunction value) implements TableColumn {}

  /** Times of day. */
  record Moment(String name, String comment, IntFunction<Instant> value) implements TableColumn {}
}
