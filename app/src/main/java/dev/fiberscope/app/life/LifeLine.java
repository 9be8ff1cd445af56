package dev.fiberscope.app.life;

import dev.fiberscope.app.session.Selection;

/**
 * One thing that happened, in one line.
 *
 * @param time ns since the session began
 * @param mark style class of the dot in front of it: a state, or {@code accent}
 * @param target what a click selects; {@link Selection#EMPTY} for nothing
 */
public record LifeLine(long time, String mark, String text, Selection target) {}
