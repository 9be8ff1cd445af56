package dev.fiberscope.app.session;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong, in words that say more than a path. */
public final class ErrorSentence {
  private ErrorSentence() {}

  public static String of(Throwable problem) {
    return switch (problem) {
      case NoSuchFileException gone -> gone.getFile() + " does not exist (any more).";
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written.";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + ": " + other.getReason() + ".";
      default ->
          problem.getMessage() == null
              ? "That failed: " + problem + "."
              : problem.getMessage().endsWith(".")
                  ? problem.getMessage()
                  : problem.getMessage() + ".";
    };
  }
}
