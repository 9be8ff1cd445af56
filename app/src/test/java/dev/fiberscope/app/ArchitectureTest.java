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

  /** Libraries that a module's packages may use besides java.base. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("engine.event", List.of("jdk.jfr")),
          Map.entry("engine.schema", List.of("java.net")),
          Map.entry(
              "engine.hazard", List.of("java.lang.management", "javax.management", "jdk.jfr")),
          Map.entry(
              "recordings.analysis",
              List.of("com.carrotsearch.hppc", "com.fasterxml.jackson.core")),
          Map.entry("recordings.compare", List.of("com.fasterxml.jackson.core")),
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
          Map.entry("recordings.beside", List.of("java.net")),
          Map.entry("recordings.threads", List.of("com.fasterxml.jackson.core")),
          // What stands beside the runtime: nobody else may see DuckDB.
          Map.entry("sql", List.of("java.sql", "org.duckdb")),
          Map.entry("assistant", List.of("io.modelcontextprotocol")),
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
              List.of(
                  "picocli", "com.fasterxml.jackson", "javax.management", "jdk.jfr", "org.jline")));

  private static final Set<String> RING_THREE_NAMES =
      Set.of(
          "Controls",
          "FiberscopeApp",
          "FileDialogs",
          "DecodeViews",
          "Exports",
          "FileDrops",
          "HazardPainter",
          "MarkPainter",
          "PausePainter",
          "PictureFile",
          "Places",
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
          "WindowViewModels",
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
        .containsExactlyInAnyOrderElementsOf(PackageAllowList.MAY_USE.keySet());
  }

  @Test
  void aPackageUsesOnlyWhatItMay() {
    PackageAllowList.MAY_USE.forEach(
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
