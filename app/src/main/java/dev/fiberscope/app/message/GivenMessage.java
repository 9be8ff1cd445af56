package dev.fiberscope.app.message;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What somebody gave to decode, as it was given.
 *
 * @param rust the types
 * @param root the message's type; empty to have it found out
 * @param file where the bytes are, unless they are {@code text}
 */
public record GivenMessage(
    String rust, String root, String config, Optional<Path> file, String text) {}
