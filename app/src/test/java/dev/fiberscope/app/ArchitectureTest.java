package dev.fiberscope.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;

/** Who may know whom. These are allow-lists: what is not listed is forbidden. */
class ArchitectureTest {
  private static final String ROOT = "dev.fiberscope.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.fiberscope");

  /** Our packages, and which of our packages each may use besides itself. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("engine.wire", List.of()),
          Map.entry("engine.event", List.of()),
          Map.entry("engine.fiber", List.of("engine.event")),
          Map.entry("engine.input", List.of("engine.event", "engine.fiber")),
          Map.entry("engine.stack", List.of("engine.event", "engine.fiber", "engine.wire")),
          Map.entry("engine.schema", List.of("engine.stack", "engine.wire")),
          Map.entry("engine.rust", List.of("engine.schema", "engine.wire")),
          Map.entry("engine.payload", List.of("engine.wire")),
          Map.entry("engine.replay", List.of("engine.schema", "engine.stack", "engine.wire")),
          Map.entry(
              "engine.fit",
              List.of("engine.payload", "engine.replay", "engine.schema", "engine.wire")),
          Map.entry(
              "engine",
              List.of(
                  "engine.event",
                  "engine.fiber",
                  "engine.input",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire")),
          Map.entry(
              "engine.workload",
              List.of(
                  "engine",
                  "engine.fiber",
                  "engine.input",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire")),
          Map.entry(
              "engine.hazard",
              List.of(
                  "engine",
                  "engine.event",
                  "engine.fiber",
                  "engine.input",
                  "engine.rust",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire",
                  "engine.workload")),
          Map.entry(
              "engine.explore",
              List.of(
                  "engine",
                  "engine.fiber",
                  "engine.input",
                  "engine.rust",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire")),
          Map.entry("recordings.code", List.of("recordings.store")),
          Map.entry(
              "recordings.analysis",
              List.of(
                  "recordings.code",
                  "recordings.index",
                  "recordings.store",
                  "recordings.text",
                  "recordings.threads")),
          Map.entry(
              "recordings.rules",
              List.of(
                  "recordings.analysis",
                  "recordings.code",
                  "recordings.export",
                  "recordings.index",
                  "recordings.store",
                  "recordings.text",
                  "recordings.threads")),
          Map.entry(
              "recordings.report",
              List.of("recordings.analysis", "recordings.store", "recordings.text")),
          Map.entry("recordings.store", List.of()),
          Map.entry("recordings.source", List.of("recordings", "recordings.chunk")),
          Map.entry("recordings.chunk", List.of()),
          Map.entry(
              "recordings.bench", List.of("recordings", "recordings.chunk", "recordings.store")),
          Map.entry("recordings.schedule", List.of("recordings.store")),
          Map.entry(
              "recordings.decode",
              List.of("recordings.chunk", "recordings.schedule", "recordings.store")),
          Map.entry("recordings.events", List.of("recordings.chunk", "recordings.source")),
          Map.entry(
              "recordings.export",
              List.of(
                  "recordings.chunk",
                  "recordings.events",
                  "recordings.index",
                  "recordings.source",
                  "recordings.store")),
          Map.entry("recordings.index", List.of("recordings.store")),
          Map.entry("recordings.perfetto", List.of("recordings.index", "recordings.store")),
          Map.entry("recordings.threads", List.of("recordings.text")),
          Map.entry(
              "recordings.live",
              List.of(
                  "recordings",
                  "recordings.chunk",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "recordings",
              List.of(
                  "recordings.chunk",
                  "recordings.decode",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry("recordings.text", List.of()),
          Map.entry("app.format", List.of()),
          Map.entry(
              "app.message",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.analysis",
                  "recordings.index",
                  "recordings.rules",
                  "recordings.store",
                  "engine.payload",
                  "engine.replay",
                  "engine.rust",
                  "engine.schema",
                  "engine.wire")),
          Map.entry("app.theme", List.of("recordings.store")),
          Map.entry(
              "app.cli",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.message",
                  "app.session",
                  "engine.explore",
                  "engine.fit",
                  "engine.payload",
                  "engine.replay",
                  "engine.rust",
                  "engine.schema",
                  "engine.wire",
                  "engine.workload",
                  "recordings",
                  "recordings.analysis",
                  "recordings.bench",
                  "recordings.code",
                  "recordings.export",
                  "recordings.index",
                  "recordings.live",
                  "recordings.perfetto",
                  "recordings.report",
                  "recordings.rules",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app.session",
              List.of(
                  "recordings.analysis",
                  "app.format",
                  "recordings.text",
                  "recordings",
                  "recordings.index",
                  "recordings.live",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app.attach",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.live",
                  "recordings.source")),
          Map.entry(
              "app.threads",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.live",
                  "recordings.threads")),
          Map.entry(
              "app.life",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.timeline",
              List.of(
                  "recordings.analysis",
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "app.theme",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.decode",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.life",
                  "app.message",
                  "app.session",
                  "app.theme",
                  "engine.fit",
                  "engine.payload",
                  "engine.replay",
                  "engine.rust",
                  "engine.schema",
                  "engine.wire",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.inspector",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.life",
                  "app.session",
                  "app.threads",
                  "recordings.analysis",
                  "recordings.index",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app.flame",
              List.of(
                  "app.format", "recordings.text", "app.session", "app.theme", "recordings.index")),
          Map.entry("app.table", List.of("app.session", "recordings.export")),
          Map.entry(
              "app.statistics",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "app.table",
                  "recordings.export",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.events",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "app.table",
                  "recordings.events",
                  "recordings.export",
                  "recordings.store")),
          Map.entry(
              "app.hazards",
              List.of(
                  "app.format",
                  "app.message",
                  "app.session",
                  "app.table",
                  "app.theme",
                  "recordings.analysis",
                  "recordings.code",
                  "recordings.export",
                  "recordings.report",
                  "recordings.rules",
                  "recordings.store",
                  "recordings.text",
                  "recordings.threads")),
          Map.entry(
              "app.stacks",
              List.of(
                  "app.format",
                  "app.session",
                  "app.table",
                  "app.theme",
                  "recordings.index",
                  "recordings.rules",
                  "recordings.store",
                  "recordings.text")),
          Map.entry("app.start", List.of("app.session")),
          Map.entry(
              "app.shell",
              List.of(
                  "app.attach",
                  "app.decode",
                  "app.events",
                  "app.flame",
                  "app.format",
                  "app.hazards",
                  "app.stacks",
                  "recordings.analysis",
                  "recordings.report",
                  "recordings.text",
                  "app.inspector",
                  "app.life",
                  "app.message",
                  "app.session",
                  "app.start",
                  "app.statistics",
                  "app.theme",
                  "app.threads",
                  "app.timeline",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app",
              List.of(
                  "app.cli",
                  "app.session",
                  "app.shell",
                  "app.theme",
                  "app.timeline",
                  "engine.workload",
                  "recordings",
                  "recordings.bench",
                  "recordings.store")));

  /** Libraries that a module's packages may use besides java.base. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("engine.event", List.of("jdk.jfr")),
          Map.entry(
              "engine.hazard", List.of("java.lang.management", "javax.management", "jdk.jfr")),
          Map.entry(
              "recordings.analysis",
              List.of("com.carrotsearch.hppc", "com.fasterxml.jackson.core")),
          Map.entry("recordings.rules", List.of("com.carrotsearch.hppc")),
          Map.entry("recordings.report", List.of("com.fasterxml.jackson.core", "java.net")),
          Map.entry(
              "engine.workload", List.of("java.lang.management", "javax.management", "jdk.jfr")),
          Map.entry("recordings", List.of("com.carrotsearch.hppc")),
          Map.entry("recordings.bench", List.of("java.lang.management", "jdk.jfr")),
          Map.entry("recordings.chunk", List.of("com.carrotsearch.hppc")),
          Map.entry("recordings.events", List.of("com.carrotsearch.hppc")),
          Map.entry("recordings.index", List.of("com.carrotsearch.hppc")),
          Map.entry(
              "recordings.store",
              List.of("com.carrotsearch.hppc", "com.sun.management", "java.lang.management")),
          Map.entry("recordings.decode", List.of("com.carrotsearch.hppc", "jdk.jfr")),
          Map.entry("recordings.schedule", List.of("com.carrotsearch.hppc")),
          Map.entry(
              "recordings.source", List.of("com.github.luben.zstd", "org.apache.commons.compress")),
          Map.entry("recordings.threads", List.of("com.fasterxml.jackson.core")),
          Map.entry(
              "recordings.live",
              List.of(
                  "com.sun.tools.attach",
                  "java.lang.management",
                  "javax.management",
                  "javax.net.ssl",
                  "javax.rmi.ssl",
                  "jdk.management.jfr")),
          Map.entry("app.message", List.of("java.net")),
          Map.entry("app.timeline", List.of("com.carrotsearch.hppc")),
          Map.entry(
              "app.cli",
              List.of("picocli", "com.fasterxml.jackson", "javax.management", "jdk.jfr")));

  private static final Set<String> RING_THREE_NAMES =
      Set.of(
          "FiberscopeApp",
          "FileDialogs",
          "FileDrops",
          "HazardPainter",
          "HazardPlaces",
          "MarkPainter",
          "PausePainter",
          "PictureFile",
          "Prompts",
          "RenderBench",
          "RenderPath",
          "Snapshot",
          "Theme",
          "TimelineGestures",
          "UiThread",
          "ViewportMotion",
          "WakePainter");
  private static final Set<String> RING_TWO_NAMES =
      Set.of(
          "Background",
          "CommandTable",
          "CsvFile",
          "Finder",
          "SessionModel",
          "VirtualRows",
          "Workspace");

  /** 1: pure Java. 2: view models, beans only. 3: nodes and painters. */
  private static int ring(JavaClass type) {
    JavaClass outermost = type;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    String name = outermost.getSimpleName();
    if (name.endsWith("View") || RING_THREE_NAMES.contains(name)) {
      return 3;
    }
    return name.endsWith("ViewModel") || RING_TWO_NAMES.contains(name) ? 2 : 1;
  }

  private static String ours(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private static DescribedPredicate<JavaClass> in(String ourPackage) {
    return DescribedPredicate.describe(
        "in " + ourPackage, type -> type.getPackageName().equals(ROOT + ourPackage));
  }

  @Test
  void everyPackageIsListed() {
    assertThat(CLASSES.stream().map(ArchitectureTest::ours).distinct())
        .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
  }

  @Test
  void aPackageUsesOnlyWhatItMay() {
    MAY_USE.forEach(
        (user, used) ->
            classes()
                .that(in(user))
                .should(
                    dependOnlyOn(
                        "our packages " + used,
                        (_, target) ->
                            !target.getPackageName().startsWith(ROOT)
                                || ours(target).equals(user)
                                || used.contains(ours(target))))
                .check(CLASSES));
  }

  @Test
  void onlyRingThreeAndTheListedPackagesUseLibraries() {
    classes()
        .that(DescribedPredicate.describe("outside ring 3", type -> ring(type) < 3))
        .should(
            dependOnlyOn(
                "java.base and listed libraries",
                (type, target) ->
                    target.getPackageName().startsWith(ROOT)
                        || isJavaBase(target)
                        || ring(type) == 2 && isBeans(target)
                        || LIBRARIES.getOrDefault(ours(type), List.of()).stream()
                            .anyMatch(target.getPackageName()::startsWith)))
        .check(CLASSES);
  }

  private static boolean isJavaBase(JavaClass type) {
    String name = type.getPackageName();
    return name.isEmpty()
        || Stream.of(
                "java.io",
                "java.lang",
                "java.math",
                "java.nio",
                "java.security",
                "java.text",
                "java.time",
                "java.util")
            .anyMatch(name::startsWith);
  }

  private static boolean isBeans(JavaClass type) {
    return Stream.of("javafx.beans", "javafx.collections")
        .anyMatch(type.getPackageName()::startsWith);
  }

  @Test
  void noRingKnowsTheOnesOutsideIt() {
    classes()
        .that(in("app").or(appPackages()))
        .should(
            dependOnlyOn(
                "its own ring and the ones inside it",
                (type, target) ->
                    !target.getPackageName().startsWith(ROOT + "app")
                        || type.getSimpleName().equals("Main")
                        || ring(target) <= ring(type)))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> appPackages() {
    return DescribedPredicate.describe(
        "in app's packages", type -> type.getPackageName().startsWith(ROOT + "app."));
  }

  @Test
  void thereIsOneWayOntoTheUiThread() {
    noClasses()
        .that()
        .doNotHaveSimpleName("UiThread")
        .should()
        .callMethod(Platform.class, "runLater", Runnable.class)
        .check(CLASSES);
  }

  private interface Allowed {
    boolean test(JavaClass type, JavaClass target);
  }

  private static ArchCondition<JavaClass> dependOnlyOn(String what, Allowed allowed) {
    return new ArchCondition<>("depend only on " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(
                dependency ->
                    !allowed.test(type, dependency.getTargetClass().getBaseComponentType()))
            .forEach(
                dependency ->
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
      }
    };
  }
}
