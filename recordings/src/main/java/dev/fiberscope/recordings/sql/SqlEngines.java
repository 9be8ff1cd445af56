package dev.fiberscope.recordings.sql;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds the engine that answers SQL: with the program, or in a folder beside the runtime. */
public final class SqlEngines {
  /** Names the folder: what is no module cannot be linked into a runtime. */
  private static final String BESIDE = "fiberscope.beside";

  private SqlEngines() {}

  /**
   * @throws SqlException if it did not come with the program
   */
  public static SqlEngine load() throws SqlException {
    Optional<SqlEngine> engine = ServiceLoader.load(SqlEngine.class).findFirst();
    if (engine.isPresent()) {
      return engine.get();
    }
    ClassLoader beside = beside(Path.of(System.getProperty(BESIDE, "")));
    return ServiceLoader.load(SqlEngine.class, beside)
        .findFirst()
        .orElseThrow(
            () ->
                new SqlException(
                    "This Fiberscope came without what answers SQL: install it again."));
  }

  private static ClassLoader beside(Path folder) throws SqlException {
    List<URL> jars = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.filter(SqlEngines::holdsClasses).toList()) {
        jars.add(each.toUri().toURL());
      }
    } catch (IOException missing) {
      // Nothing is found there, which is said.
    }
    return new URLClassLoader(jars.toArray(URL[]::new), SqlEngines.class.getClassLoader());
  }

  private static boolean holdsClasses(Path file) {
    return file.toString().endsWith(".jar") || Files.isDirectory(file);
  }
}
