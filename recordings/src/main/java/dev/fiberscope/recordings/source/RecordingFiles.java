package dev.fiberscope.recordings.source;

import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.chunk.FileOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveInputStream;

/**
 * Recordings as people have them: packed, in folders, in several files. What cannot be read in
 * place is put into a temporary file, once, that goes with this JVM.
 */
public final class RecordingFiles {
  /** A repository has a folder for each JVM. */
  private static final int DEPTH = 3;

  /** Deeper in each other nobody packs recordings. */
  private static final int MOST_PACKED = 4;

  private static final int PIECE = 1 << 20;
  private static final Map<Path, Known> KNOWN = new ConcurrentHashMap<>();

  /** What was made of a file, or of those of a folder, as long as they are the same. */
  private record Known(String told, Path plain) {}

  private RecordingFiles() {}

  /**
   * A file with the chunks of a recording, one after the other: the file itself if it is one, else
   * a temporary one with what is packed in it; of a folder, with all recordings in it.
   *
   * @throws RecordingException if there is no recording; the message says what there is
   */
  public static Path plain(Path file) throws RecordingException {
    try {
      boolean folder = Files.isDirectory(file);
      Packing packing = folder ? Packing.OTHER : packing(file);
      if (!folder && (packing == Packing.NONE || packing == Packing.OTHER)) {
        return file;
      }
      List<Path> all = folder ? inFolder(file) : List.of(file);
      String told = told(all);
      Known known = KNOWN.get(file.toRealPath());
      if (known == null || !known.told.equals(told) || !Files.exists(known.plain)) {
        known = new Known(told, folder ? joined(file, all) : unpacked(file, packing));
        KNOWN.put(file.toRealPath(), known);
      }
      return known.plain;
    } catch (RecordingException sentence) {
      throw sentence;
    } catch (IOException problem) {
      throw new RecordingException(
          file + " cannot be unpacked: " + problem.getMessage() + ".", problem);
    }
  }

  /** Names, sizes and times of files. */
  private static String told(List<Path> files) throws IOException {
    StringBuilder told = new StringBuilder();
    for (Path each : files) {
      told.append(each).append(' ').append(Files.size(each));
      told.append(' ').append(Files.getLastModifiedTime(each)).append('\n');
    }
    return told.toString();
  }

  /**
   * The recordings of several files in one: those of one JVM follow each other, those of others are
   * told apart when they are read.
   *
   * @return the file itself if there is one only
   * @throws RecordingException if one of them holds no recording
   */
  public static Path joined(List<Path> files) throws RecordingException {
    return files.size() == 1 ? files.getFirst() : joined(files.getFirst(), files);
  }

  /** True for folders, recordings, and what may pack some; other files are something else. */
  public static boolean isRecording(Path file) {
    try {
      return Files.isDirectory(file) || holds(file) || named(file);
    } catch (IOException unreadable) {
      return named(file);
    }
  }

  private static boolean named(Path file) {
    String name = name(file);
    return name.contains(".jfr") || name.endsWith(".tgz") || name.contains(".tar.");
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static boolean holds(Path file) throws IOException {
    Packing packing = packing(file);
    return packing == Packing.NONE
        || packing == Packing.ZIP
        || packing == Packing.TAR
        || packing != Packing.OTHER && named(file);
  }

  private static List<Path> inFolder(Path folder) throws IOException {
    List<Path> recordings = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        Packing packing = packing(each);
        if (packing == Packing.NONE || packing != Packing.OTHER && name(each).contains(".jfr")) {
          recordings.add(each);
        }
      }
    }
    if (recordings.isEmpty()) {
      throw new RecordingException("There is no recording in the folder " + folder + ".");
    }
    return recordings;
  }

  private static Path joined(Path first, List<Path> files) throws RecordingException {
    List<Path> plain = new ArrayList<>();
    for (Path each : files) {
      RecordingHeader.check(each);
      plain.add(plain(each));
    }
    try {
      List<Path> ordered = FileOrder.of(plain);
      if (ordered.size() == 1) {
        return ordered.getFirst();
      }
      String more = files.size() > 1 ? "-and-" + (files.size() - 1) + "-more" : "";
      Path all = temporary(first.getFileName() + more);
      for (Path each : ordered) {
        append(each, all);
      }
      return all;
    } catch (IOException problem) {
      throw new RecordingException(
          "The "
              + files.size()
              + " recordings cannot be put together: "
              + problem.getMessage()
              + ".",
          problem);
    }
  }

  private static void append(Path piece, Path all) throws IOException {
    try (InputStream in = Files.newInputStream(piece);
        OutputStream out = Files.newOutputStream(all, StandardOpenOption.APPEND)) {
      copy(in, out);
    }
  }

  private static Packing packing(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      // Whoever checks the file says so.
      return Packing.OTHER;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Packing.of(in.readNBytes(Packing.HEAD));
    }
  }

  private static Path temporary(String name) throws IOException {
    Path folder = Files.createTempDirectory("fiberscope-recording");
    folder.toFile().deleteOnExit();
    Path plain = Files.createFile(folder.resolve(name + ".jfr"));
    plain.toFile().deleteOnExit();
    return plain;
  }

  private static Path unpacked(Path file, Packing packing) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.jfr.*", "");
    List<Path> found = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      unpack(in, name, 0, found);
    }
    if (found.isEmpty()) {
      throw new RecordingException(
          file + " is " + packing.text() + ", but there is no JFR recording in it.");
    }
    return found.size() == 1 ? found.getFirst() : joined(file, found);
  }

  /** Unpacks what is packed, also several times, and the files of archives. */
  private static void unpack(InputStream packed, String name, int depth, List<Path> found)
      throws IOException {
    PushbackInputStream in = Packing.open(packed);
    Packing packing = Packing.at(in);
    if (packing == Packing.NONE) {
      found.add(copied(in, found.isEmpty() ? name : name + "-" + found.size()));
    } else if (packing != Packing.OTHER && depth < MOST_PACKED) {
      Optional<ArchiveInputStream<?>> archive = packing.archive(in);
      if (archive.isPresent()) {
        unpackFiles(archive.get(), name, depth, found);
      } else {
        unpack(packing.unpacked(in), name, depth + 1, found);
      }
    }
  }

  private static void unpackFiles(
      ArchiveInputStream<?> archive, String name, int depth, List<Path> found) throws IOException {
    try {
      while (archive.getNextEntry() != null) {
        unpack(archive, name, depth + 1, found);
      }
    } catch (IOException damaged) {
      // What stands before the damage is good.
      if (found.isEmpty()) {
        throw damaged;
      }
    }
  }

  private static Path copied(InputStream in, String name) throws IOException {
    Path plain = temporary(name);
    try (OutputStream out = Files.newOutputStream(plain)) {
      copy(in, out);
    } catch (IOException | CancellationException useless) {
      Files.delete(plain);
      throw useless;
    }
    return plain;
  }

  /** Copies up to the end, or to where a packed file is cut or damaged. */
  private static long copy(InputStream in, OutputStream out) throws IOException {
    byte[] bytes = new byte[PIECE];
    long copied = 0;
    while (true) {
      int count;
      try {
        count = in.read(bytes);
      } catch (IOException cut) {
        if (copied == 0) {
          throw cut;
        }
        count = -1;
      }
      if (count < 0) {
        return copied;
      }
      out.write(bytes, 0, count);
      copied += count;
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
    }
  }
}
