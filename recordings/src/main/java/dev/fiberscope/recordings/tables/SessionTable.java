package dev.fiberscope.recordings.tables;

import java.util.List;
import java.util.function.Supplier;

/**
 * A table over what a session has; nothing is copied for it.
 *
 * @param name a noun, as the field says it
 * @param comment what a row is
 * @param rows about how many there are
 * @param cursor walks them from the first, in the order of thread and time where they have both
 */
public record SessionTable(
    String name,
    String comment,
    List<TableColumn> columns,
    long rows,
    Supplier<RowCursor> cursor) {}
