package dev.fiberscope.app.session;

/**
 * Something that was found.
 *
 * @param name what people know it by
 * @param detail what else helps to tell it, may be empty
 * @param go shows it or does it
 */
public record Finding(String name, String detail, Runnable go) {}
