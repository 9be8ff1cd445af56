package dev.fiberscope.app.message;

import dev.fiberscope.app.message.RecordedMessages.HandDecoders;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/** Every rule: those that a session is enough for, and the one that replays decodes. */
public final class AllRules {
  private AllRules() {}

  /**
   * @param handDecoders finds decoders that are written by hand, by the names of their classes
   */
  public static List<Rule> of(HandDecoders handDecoders) {
    List<Rule> rules = new ArrayList<>(Rules.ALL);
    rules.add(new ReplayDivergence(handDecoders));
    return List.copyOf(rules);
  }
}
