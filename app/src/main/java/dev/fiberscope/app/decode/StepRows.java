package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.ValueText;
import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.recordings.export.Rows;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Every step of a decode as a table: what was read, from which bytes. */
record StepRows(Replay replay) implements Rows {
  @Override
  public List<String> columns() {
    return List.of("step", "does", "reads", "depth", "name", "type", "offset", "end", "value");
  }

  @Override
  public void forEach(Taker taker) throws IOException {
    for (long number = 1; number <= replay.steps(); number++) {
      Step step = replay.step(number);
      taker.row(
          step.number(),
          step.kind().name().toLowerCase(Locale.ROOT),
          step.part().name().toLowerCase(Locale.ROOT),
          (long) step.depth(),
          step.label(),
          step.typeName(),
          step.offset(),
          step.end(),
          ValueText.of(step));
    }
  }
}
