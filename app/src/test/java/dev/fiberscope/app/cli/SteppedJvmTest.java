package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The engine in a JVM of its own does nothing unless it is let. */
class SteppedJvmTest {
  @Test
  void itIsSteppedOverItsBean() throws Exception {
    ProcessHandle process;
    try (SteppedJvm engine = SteppedJvm.start()) {
      process = ProcessHandle.of(engine.pid()).orElseThrow();
      for (int fiber = 0; fiber < 9; fiber++) {
        assertThat(engine.step()).as("each fiber begins").isTrue();
      }
      assertThat(engine.step("reader-2")).as("this one gets its next bytes").isTrue();
      assertThat(engine.step("nobody")).isFalse();
      engine.hold(false);
      assertThat(engine.step()).as("nothing to step while all run").isFalse();
      engine.hold(true);
    }
    process.onExit().get();
    assertThat(process.isAlive()).isFalse();
  }
}
