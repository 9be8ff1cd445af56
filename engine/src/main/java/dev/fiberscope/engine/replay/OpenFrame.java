package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.schema.Type;

/**
 * A value with parts that is being read.
 *
 * @param label as {@link Step#label()}
 * @param type null if only a hand-written decoder knows
 * @param offset byte of the message it begins at
 * @param opened the step that opened it
 * @param next how many parts were begun
 * @param parts how many there are, -1 if that is not known
 * @param variant which variant of an enum follows, -1 if that is not known or there are none
 */
public record OpenFrame(
    String label,
    Type type,
    String typeName,
    long offset,
    long opened,
    long next,
    long parts,
    int variant) {}
