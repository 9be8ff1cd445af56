package dev.fiberscope.app.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.hazard.Scenario;
import dev.fiberscope.engine.hazard.ScenarioMain;
import dev.fiberscope.engine.hazard.Scenarios;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.analysis.Analysis;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.analysis.Limits;
import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.analysis.Rule;
import dev.fiberscope.recordings.code.ClassFiles;
import dev.fiberscope.recordings.index.SessionIndex;
import dev.fiberscope.recordings.source.FlightSettings;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.threads.SnapshotFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/**
 * Plays every scenario in a JVM with two carriers, and compares what the rules find with what the
 * scenarios say of themselves: no hazard is missed, no clean twin is accused. What a scenario says
 * holds if its JVM gets its processors; one that comes out wrong is told, and played once more.
 */
class HazardCorpusTest {
  /** Told of the machine that this runs on, by which no scenario can be blamed. */
  private static final Set<String> OF_MACHINES = Set.of("cpu-throttled");

  private static final List<Rule> RULES =
      AllRules.of(HazardCorpusTest::decoder).stream()
          .filter(rule -> !OF_MACHINES.contains(rule.text().id()))
          .toList();

  // Kept, to be looked at when something is wrong.
  private final Path folder = Path.of("target", "hazards").toAbsolutePath();

  private static Optional<Decodable<?>> decoder(String className) {
    try {
      var constructor = Class.forName(className).getDeclaredConstructor();
      constructor.setAccessible(true);
      return Optional.of((Decodable<?>) constructor.newInstance());
    } catch (ReflectiveOperationException unknown) {
      return Optional.empty();
    }
  }

  private enum Kind {
    FOUND,
    MISSED,
    FALSE
  }

  /** What became of a rule in a scenario. */
  private record Outcome(String scenario, String rule, Kind kind, String what) {
    boolean isWrong() {
      return kind != Kind.FOUND;
    }
  }

  private static final class Score {
    private final int[] counts = new int[Kind.values().length];

    void add(Kind kind) {
      counts[kind.ordinal()]++;
    }

    int count(Kind kind) {
      return counts[kind.ordinal()];
    }
  }

  @Test
  void everyHazardIsFoundAndNoCleanTwinIsAccused() throws Exception {
    record(List.of());
    Map<String, Score> scores = new TreeMap<>();
    RULES.forEach(rule -> scores.put(rule.text().id(), new Score()));
    List<String> wrong = new ArrayList<>();
    for (Scenario scenario : Scenarios.ALL) {
      List<Outcome> outcomes = compare(scenario);
      if (outcomes.stream().anyMatch(Outcome::isWrong)) {
        System.out.println("Played once more: " + outcomes);
        record(List.of(scenario.name()));
        outcomes = compare(scenario);
      }
      for (Outcome outcome : outcomes) {
        scores.computeIfAbsent(outcome.rule, _ -> new Score()).add(outcome.kind);
        if (outcome.isWrong()) {
          wrong.add(outcome.toString());
        }
      }
    }
    System.out.printf("%-30s %6s %7s %6s%n", "rule", "found", "missed", "false");
    scores.forEach(
        (rule, score) ->
            System.out.printf(
                "%-30s %6d %7d %6d%n",
                rule, score.count(Kind.FOUND), score.count(Kind.MISSED), score.count(Kind.FALSE)));
    assertThat(wrong).isEmpty();
    assertThat(scores)
        .allSatisfy((rule, score) -> assertThat(score.count(Kind.FOUND)).as(rule).isPositive());
  }

  private void record(List<String> scenarios) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path settings = folder.resolve("full.jfc");
    Files.writeString(settings, FlightSettings.of(FlightSettings.Level.FULL).toJfc());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.virtualThreadScheduler.parallelism=2",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.access=ALL-UNNAMED",
                "-Xlog:jfr*=off",
                "-cp",
                System.getProperty("engine.classes", "../engine/target/classes"),
                ScenarioMain.class.getName(),
                settings.toString(),
                folder.toString()));
    command.addAll(scenarios);
    Process jvm =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    boolean ended = jvm.waitFor(180, TimeUnit.SECONDS);
    jvm.destroyForcibly();
    assertThat(ended).as(Files.readString(folder.resolve("out.txt"))).isTrue();
    assertThat(jvm.exitValue()).as(Files.readString(folder.resolve("out.txt"))).isZero();
  }

  private List<Outcome> compare(Scenario scenario) throws IOException {
    Path file = folder.resolve(scenario.name() + ".jfr");
    Session session = Ingest.open(file, (_, _) -> {});
    Observed seen =
        new Observed(
            session,
            new SessionIndex(session),
            SnapshotFiles.of(file).snapshots(),
            ClassFiles.of(session.facts().classPath(), folder),
            Limits.DEFAULT);
    Analysis analysis = Analysis.of(seen, RULES);
    Map<String, Set<Long>> truth = truth(file, true);
    Set<String> possible = truth(file, false).keySet();
    if (truth.isEmpty() == scenario.hazardous()) {
      return List.of(
          new Outcome(scenario.name(), "none", Kind.MISSED, "which did not do what it is for"));
    }
    List<Outcome> outcomes = new ArrayList<>();
    truth.forEach(
        (rule, fibers) -> {
          boolean found =
              analysis.findings().stream()
                  .anyMatch(
                      finding ->
                          finding.rule().id().equals(rule) && isAbout(finding, session, fibers));
          outcomes.add(
              new Outcome(scenario.name(), rule, found ? Kind.FOUND : Kind.MISSED, "of " + fibers));
        });
    for (Finding finding : analysis.findings()) {
      String rule = finding.rule().id();
      if (!truth.containsKey(rule) && !possible.contains(rule)) {
        outcomes.add(new Outcome(scenario.name(), rule, Kind.FALSE, finding.summary()));
      }
    }
    return outcomes;
  }

  /** True if a finding tells of a fiber that the hazard concerns; any will do if none is named. */
  private static boolean isAbout(Finding finding, Session session, Set<Long> fibers) {
    return fibers.contains(0L)
        || finding.worst().stream()
            .filter(each -> each.fiber() >= 0)
            .anyMatch(each -> fibers.contains(session.threads().id(each.fiber())));
  }

  /** The fibers that each hazard concerns, by rule. */
  private static Map<String, Set<Long>> truth(Path file, boolean certain) throws IOException {
    Map<String, Set<Long>> truth = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getEventType().getName().equals("fiberscope.GroundTruth")
          && event.getBoolean("certain") == certain) {
        truth
            .computeIfAbsent(event.getString("rule"), _ -> new HashSet<>())
            .add(event.getLong("fiber"));
      }
    }
    return truth;
  }
}
