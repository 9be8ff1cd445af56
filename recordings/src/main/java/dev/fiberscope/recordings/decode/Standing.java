package dev.fiberscope.recordings.decode;

import dev.fiberscope.recordings.store.State;

/**
 * What a thread did when somebody looked, by a thread dump.
 *
 * @param time ns since the epoch
 * @param id as {@link Thread#threadId()}
 * @param state of a fiber
 * @param carrier the id of the platform thread that carried it; -1 if none did
 * @param carrierName that one's name
 */
public record Standing(
    long time, long id, String name, State state, long carrier, String carrierName) {}
