package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.schema.Type;

/**
 * A type as somebody else may have had it.
 *
 * @param what the change as a clause behind "with": {@code Order without its field note}
 * @param cost how unlikely it is, from 1
 */
record TypeChange(String what, int cost, Type root) {}
