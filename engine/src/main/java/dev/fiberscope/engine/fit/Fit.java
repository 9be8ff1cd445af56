package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.payload.Framing;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.Optional;

/**
 * Another way to read bytes, by which all of them are read.
 *
 * @param sentence {@code With legacy() all 24 bytes decode.}
 * @param schema the types to read them as
 * @param root the name of another type of the same text that it is; empty if it is none
 * @param skipped bytes before the first message that belong to something else
 * @param framing what stands before each message, if there are several
 * @param messages how many there are
 * @param cost how unlikely it is; the first of several fits has the least
 */
public record Fit(
    String sentence,
    Schema schema,
    Optional<String> root,
    WireConfig config,
    int skipped,
    Optional<Framing> framing,
    int messages,
    int cost) {}
