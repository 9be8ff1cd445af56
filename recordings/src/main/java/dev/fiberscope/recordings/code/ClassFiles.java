package dev.fiberscope.recordings.code;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The class files of a recorded program, as far as they are still where its class path says. They
 * may be newer than what was recorded, so what they tell is a second witness, no more.
 */
public final class ClassFiles {
  /** None are there. */
  public static final ClassFiles NONE = new ClassFiles(List.of());

  private final List<Path> path;
  private final Map<String, Optional<ClassModel>> found = new HashMap<>();

  private ClassFiles(List<Path> path) {
    this.path = path;
  }

  /**
   * Those of a class path.
   *
   * @param classPath folders and jars as the JVM was told
   * @param besides where relative ones are looked for too
   */
  public static ClassFiles of(String classPath, Path besides) {
    List<Path> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      try {
        if (!entry.isBlank()) {
          entries.add(Path.of(entry));
          entries.add(besides.resolve(entry));
        }
      } catch (InvalidPathException ofAnotherSystem) {
        // A recording of Windows on Linux, say.
        continue;
      }
    }
    return new ClassFiles(entries.stream().filter(Files::exists).distinct().toList());
  }

  /** The code of the methods of a name; none if the class is not there. */
  synchronized List<CodeModel> methods(String type, String method) {
    return found
        .computeIfAbsent(type, this::read)
        .map(
            model ->
                model.methods().stream()
                    .filter(each -> each.methodName().equalsString(method))
                    .flatMap(each -> code(each).stream())
                    .toList())
        .orElse(List.of());
  }

  private static Optional<CodeModel> code(MethodModel method) {
    try {
      return method.code();
    } catch (RuntimeException damaged) {
      return Optional.empty();
    }
  }

  private Optional<ClassModel> read(String type) {
    String name = type.replace('.', '/') + ".class";
    for (Path entry : path) {
      try {
        Optional<byte[]> bytes = bytes(entry, name);
        if (bytes.isPresent()) {
          return Optional.of(ClassFile.of().parse(bytes.get()));
        }
      } catch (IOException | RuntimeException unreadable) {
        // The next entry may have it.
        continue;
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> bytes(Path entry, String name) throws IOException {
    if (Files.isDirectory(entry)) {
      Path file = entry.resolve(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      ZipEntry file = jar.getEntry(name);
      return file == null ? Optional.empty() : Optional.of(jar.getInputStream(file).readAllBytes());
    }
  }
}
