package dev.fiberscope.app.message;

import dev.fiberscope.engine.schema.Decodable;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Hand-written decoders by the names of their classes, from a class path that somebody gave. */
public final class HandClasses {
  /** There is no class path. */
  public static final HandClasses NONE = new HandClasses(null);

  private final ClassLoader loader;

  private HandClasses(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * @param path a folder of classes or a jar
   * @throws IllegalArgumentException with a sentence if it is neither
   */
  public static HandClasses of(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("There is no folder or jar " + path + ".");
    }
    try {
      URL[] urls = {path.toUri().toURL()};
      return new HandClasses(new URLClassLoader(urls, Decodable.class.getClassLoader()));
    } catch (MalformedURLException never) {
      throw new IllegalArgumentException(path + " is no class path.", never);
    }
  }

  /** An instance of a decoder's class, if it is there and can be made without arguments. */
  public Optional<Decodable<?>> find(String className) {
    if (loader == null) {
      return Optional.empty();
    }
    try {
      Class<?> found = Class.forName(className, true, loader);
      if (!Decodable.class.isAssignableFrom(found)) {
        return Optional.empty();
      }
      if (found.isEnum()) {
        return Optional.of((Decodable<?>) found.getEnumConstants()[0]);
      }
      var constructor = found.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Optional.of((Decodable<?>) constructor.newInstance());
    } catch (ReflectiveOperationException | LinkageError | RuntimeException unusable) {
      return Optional.empty();
    }
  }
}
