package dev.fiberscope.engine.hazard;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What a scenario knows of itself. No rule reads it. */
@Name("fiberscope.GroundTruth")
@Label("Ground Truth")
@Description("A hazard that is there, said by the program that made it")
@Category({"Fiberscope", "Scenario"})
@StackTrace(false)
public final class GroundTruth extends Event {
  @Description("Id of the rule that must find it")
  public String rule;

  @Description("False if the rule may find it and need not, because events may be missing")
  public boolean certain;

  @Description("A fiber that it concerns, 0 if none in particular")
  public long fiber;
}
