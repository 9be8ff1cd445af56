package dev.fiberscope.app.session;

import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * All places where something was found.
 *
 * @param count how many places
 * @param time when each is, ns since the session began, in order
 * @param place what to select for each
 */
public record Found(int count, IntToLongFunction time, IntFunction<Selection> place) {}
