package dev.fiberscope.engine.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fibers that are held run only when they are let. */
class SteppedWorkloadTest {
  @Test
  void sliceAfterSliceIsLetThrough() {
    try (SteppedWorkload workload = new SteppedWorkload(3, 1)) {
      assertThat(workload.isPaused()).isTrue();
      for (int i = 0; i < 4; i++) {
        assertThat(workload.step()).as("each fiber runs for the first time").isTrue();
      }
      // The gateway waits for a time, so now and then there is nothing to run.
      int slices = 0;
      while (slices < 40) {
        slices += workload.step() ? 1 : 0;
      }
      workload.proceed();
      assertThat(workload.step()).as("it runs by itself").isFalse();
      workload.pause();
      assertThat(workload.wrong()).isZero();
    }
  }

  @Test
  void oneFiberIsSteppedWhateverElseCouldRun() {
    try (SteppedWorkload workload = new SteppedWorkload(3, 1)) {
      for (int i = 0; i < 4; i++) {
        assertThat(workload.step()).isTrue();
      }
      for (int i = 0; i < 20; i++) {
        assertThat(workload.stepFiber("reader-1")).as("slice %d of it", i).isTrue();
      }
      assertThat(workload.stepFiber("nobody")).isFalse();
      int slices = 0;
      while (slices < 10) {
        slices += workload.step() ? 1 : 0;
      }
      assertThat(workload.wrong()).isZero();
    }
  }
}
