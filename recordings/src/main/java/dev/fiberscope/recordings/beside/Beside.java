package dev.fiberscope.recordings.beside;

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

/**
 * Where what is no module is found: with the program while it is developed, and in a folder beside
 * the runtime of the image, which cannot link it.
 */
public final class Beside {
  /** Names the folder. */
  private static final String FOLDER = "fiberscope.beside";

  private Beside() {}

  /**
   * What provides a service, if it came with the program.
   *
   * @param withProgram looks for it there, on behalf of the module that uses it
   */
  public static <T> Optional<T> find(Class<T> service, ServiceLoader<T> withProgram) {
    return withProgram.findFirst().or(() -> ServiceLoader.load(service, loader()).findFirst());
  }

  private static ClassLoader loader() {
    List<URL> places = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of(System.getProperty(FOLDER, "")))) {
      for (Path each : all.filter(Beside::holdsClasses).toList()) {
        places.add(each.toUri().toURL());
      }
    } catch (IOException missing) {
      // Then nothing is found, and who looks for it says so.
    }
    return new URLClassLoader(places.toArray(URL[]::new), Beside.class.getClassLoader());
  }

  private static boolean holdsClasses(Path file) {
    return file.toString().endsWith(".jar") || Files.isDirectory(file);
  }
}
