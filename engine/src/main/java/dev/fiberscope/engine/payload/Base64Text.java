package dev.fiberscope.engine.payload;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Base64 of either alphabet, in one line or several, with padding or without. */
final class Base64Text implements PayloadForm {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9+/_-]{4,}={0,2}");

  @Override
  public String name() {
    return "base64";
  }

  @Override
  public Optional<byte[]> read(String text) {
    String joined = text.replaceAll("\\s", "").replaceAll("^\"|\"$", "");
    boolean lines = text.strip().lines().allMatch(line -> !line.strip().contains(" "));
    if (!lines || !SHAPE.matcher(joined).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(joined.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
