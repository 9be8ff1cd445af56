package dev.fiberscope.app.session;

import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.live.Target;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a JVM is to be watched.
 *
 * @param file what everything received is written to
 */
public record AttachPlan(Target target, Level level, Limits limits, Path file) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

  /** A file in the user's folder {@code fiberscope}, named after the JVM and the time. */
  public static Path defaultFile(Target target, LocalDateTime now) {
    String place = target.place();
    String called = place.startsWith(target.name()) ? place : target.name() + "-" + place;
    String name = called.replaceAll("[^\\w.-]+", "-");
    return Path.of(System.getProperty("user.home"))
        .resolve("fiberscope")
        .resolve(name.toLowerCase(Locale.ROOT) + "-" + TIME.format(now) + ".jfr");
  }
}
