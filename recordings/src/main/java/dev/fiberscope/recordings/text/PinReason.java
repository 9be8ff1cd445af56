package dev.fiberscope.recordings.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a fiber could not leave its carrier, in words that do not need the JVM's sources. */
public final class PinReason {
  private record Sentence(Pattern term, String text) {
    Sentence(String term, String text) {
      this(Pattern.compile(term), text);
    }
  }

  /** Of a wait that is known to have been a pin because the fiber did not leave its carrier. */
  public static final String KEPT = "Carrier kept";

  /** As the JVMs from 24 on say it. */
  private static final List<Sentence> SENTENCES =
      List.of(
          new Sentence(
              "Native or VM frame on stack",
              "a native method, or the JVM itself, called the code that waits"),
          new Sentence(
              "VM call to (.+)\\.<clinit> on stack", "the class initializer of $1 had not ended"),
          new Sentence(
              "Waited for initialization of (.+) by another thread",
              "another thread was initializing the class $1"),
          new Sentence(
              "Freeze or preempt failed.*",
              "the JVM could not take it off there: a native or JVM frame was on its stack"),
          new Sentence("Critical section.*", "it was in a section that must not be left"),
          new Sentence(
              KEPT, "before JDK 24 a fiber keeps its carrier while it waits for a monitor"),
          new Sentence("Monitor.*", "it held a monitor"));

  private PinReason() {}

  /** A clause such as {@code another thread was initializing the class Config}. */
  public static String of(String term) {
    for (Sentence sentence : SENTENCES) {
      Matcher matcher = sentence.term.matcher(term);
      if (matcher.matches()) {
        return matcher.replaceFirst(sentence.text);
      }
    }
    return term.isEmpty()
        ? "JDKs before 24 do not say why; mostly it is a synchronized method or block, else a native"
            + " frame"
        : term;
  }
}
