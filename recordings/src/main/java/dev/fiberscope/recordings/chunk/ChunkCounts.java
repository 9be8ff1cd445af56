package dev.fiberscope.recordings.chunk;

import java.util.Map;

/**
 * What a chunk held.
 *
 * @param events all of them
 * @param notTaken events that no handler took, by type
 */
public record ChunkCounts(long events, Map<String, Long> notTaken) {}
