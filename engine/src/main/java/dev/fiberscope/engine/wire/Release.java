package dev.fiberscope.engine.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Releases of bincode-next whose bytes or limits differ. */
public enum Release {
  /** 3.0.0-rc.7, and what came before it. */
  RC_7(""),
  /**
   * 3.1: a collection's claim for an element is given back before it is read, and an IPv6 socket
   * address has its flow and scope.
   */
  V3_1("bincode-next 3.1: ");

  private static final Pattern PREFIX =
      Pattern.compile("\\s*bincode[-_]next\\s*[=@ ]\\s*\"?[=^~]?([0-9][\\w.-]*)\"?\\s*[:;,]?\\s*");

  private final String prefix;

  Release(String prefix) {
    this.prefix = prefix;
  }

  /** What stands before a configuration that is this release's. */
  String prefix() {
    return prefix;
  }

  /**
   * A configuration and the release that it names, such as {@code bincode-next 3.1: standard()}.
   */
  record Named(Release release, String rest) {}

  static Named of(String expression) {
    Matcher prefix = PREFIX.matcher(expression);
    if (!prefix.lookingAt()) {
      return new Named(RC_7, expression);
    }
    return new Named(
        ofVersion(prefix.group(1))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "bincode-next "
                            + prefix.group(1)
                            + " is not known here; write bincode-next 3.0 or 3.1.")),
        expression.substring(prefix.end()));
  }

  /** 3.0.x behind its release candidates has the limits of 3.1; which addresses is not known. */
  private static Optional<Release> ofVersion(String version) {
    if (version.matches("3\\.0(\\.0)?(-.*)?") || version.startsWith("2.")) {
      return Optional.of(RC_7);
    }
    return version.startsWith("3.") ? Optional.of(V3_1) : Optional.empty();
  }
}
