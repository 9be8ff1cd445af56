package dev.fiberscope.app.message;

import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.engine.schema.Type;

/** What a part of a value is called. */
public final class PartName {
  private PartName() {}

  /**
   * @param around the type of the value around it, null if there is none or it is not known
   */
  public static String of(Step step, Type around) {
    if (around instanceof Type.Mapping && step.index() >= 0) {
      return step.label() + ((step.index() & 1) == 0 ? " key" : " value");
    }
    return step.label();
  }
}
