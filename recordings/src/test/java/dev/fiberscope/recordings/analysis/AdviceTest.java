package dev.fiberscope.recordings.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.store.Session;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static Session session(String name) throws Exception {
    return Ingest.open(Path.of("samples/" + name), (_, _) -> {});
  }

  @Test
  void whatShowsEverythingNeedsNone() throws Exception {
    assertThat(Advice.of(session("orders.jfr"), _ -> true)).isEmpty();
  }

  @Test
  void aJdkThatTracesIsAskedToAndAnOlderOneGetsTheAgent() throws Exception {
    Session new25 = session("jdk/jdk25-default.jfr");
    assertThat(new25.facts().pid()).isPositive();
    assertThat(Advice.of(new25, pid -> pid == new25.facts().pid()).orElseThrow().command())
        .isEqualTo("fiberscope attach " + new25.facts().pid() + " --level standard");
    assertThat(Advice.of(new25, _ -> false).orElseThrow().command())
        .startsWith("fiberscope settings --level standard > fibers.jfc");
    Session old21 = session("jdk/jdk21-standard.jfr");
    assertThat(Advice.of(old21, _ -> true).orElseThrow().command())
        .isEqualTo("fiberscope attach " + old21.facts().pid() + " --level deep");
  }

  @Test
  void aJdkWithoutFibersIsNoFaultOfTheRecording() throws Exception {
    Advice advice = Advice.of(session("jdk/jdk17-default.jfr"), _ -> true).orElseThrow();
    assertThat(advice.sentence()).contains("JDK 17").contains("came with JDK 21");
    assertThat(advice.command()).isEmpty();
  }
}
