package dev.fiberscope.recordings.assist;

import java.util.Map;
import java.util.Optional;

/**
 * Something that an assistant can ask for.
 *
 * @param description what it does and what it gives, for who has nothing but that
 * @param parameters a JSON schema of what it takes
 */
public record Tool(String name, String description, Map<String, Object> parameters, Work work) {
  /** Does it. */
  @FunctionalInterface
  public interface Work {
    /**
     * @param arguments as the schema has them
     * @throws Exception whose message is a sentence if it cannot be done
     */
    Answer call(Map<String, Object> arguments) throws Exception;
  }

  /**
   * What comes of it.
   *
   * @param png a picture beside the text, if there is one
   */
  public record Answer(String text, Optional<byte[]> png) {
    public static Answer of(String text) {
      return new Answer(text, Optional.empty());
    }
  }
}
