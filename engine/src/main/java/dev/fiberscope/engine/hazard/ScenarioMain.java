package dev.fiberscope.engine.hazard;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * The main class of a JVM that plays scenarios and records each. Takes a {@code .jfc} file of
 * flight settings, a folder for a recording of each, or one {@code .jfr} for all together, and
 * names of scenarios; all of them if there are none. Prints a line for each.
 */
public final class ScenarioMain {
  private static final Set<String> REHEARSED =
      Set.of(
          "carrier-pinned-clean",
          "late-timer-clean",
          "thread-local-across-suspend",
          "migration-with-affinity-clean",
          "compensation-clean",
          "lock-across-suspend-clean",
          "stuck-fiber-clean");

  private ScenarioMain() {}

  public static void main(String[] args) throws Exception {
    Configuration settings = Configuration.create(Path.of(args[0]));
    boolean together = args[1].endsWith(".jfr");
    Path folder = together ? Path.of(args[1]).toAbsolutePath().getParent() : Path.of(args[1]);
    List<String> wanted = List.of(args).subList(2, args.length);
    // Loading classes holds carriers too, and is none of what scenarios show.
    for (Scenario scenario : Scenarios.ALL) {
      if (REHEARSED.contains(scenario.name())) {
        Scene rehearsal = new Scene(folder.resolve("rehearsal.jfr"));
        scenario.body().run(rehearsal);
        rehearsal.end();
      }
    }
    List<Scenario> chosen =
        Scenarios.ALL.stream()
            .filter(scenario -> wanted.isEmpty() || wanted.contains(scenario.name()))
            .toList();
    if (together) {
      record(chosen, settings, Path.of(args[1]));
    } else {
      for (Scenario scenario : chosen) {
        record(List.of(scenario), settings, folder.resolve(scenario.name() + ".jfr"));
      }
    }
    // Some left fibers behind that never end.
    System.exit(0);
  }

  private static void record(List<Scenario> scenarios, Configuration settings, Path file)
      throws Exception {
    Scene scene = new Scene(file);
    try (Recording recording = new Recording(settings)) {
      recording.enable(GroundTruth.class);
      recording.start();
      for (Scenario scenario : scenarios) {
        scenario.body().run(scene);
      }
      recording.stop();
      recording.dump(file);
    }
    scene.end();
    scenarios.forEach(scenario -> System.out.println("recorded " + scenario.name()));
  }
}
