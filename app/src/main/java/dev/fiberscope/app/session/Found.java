package dev.fiberscope.app.session;

import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * Something that was found, in all places where it is.
 *
 * @param name what people know it by
 * @param count how many places
 * @param time when each is, ns since the session began, in order
 * @param place what to select for each
 */
public record Found(String name, int count, IntToLongFunction time, IntFunction<Selection> place) {}
