package dev.fiberscope.recordings.chunk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts files in an order in which those that one JVM wrote follow each other. */
public final class FileOrder {
  private record Piece(Path file, ChunkHeader first, ChunkHeader last) {}

  private FileOrder() {}

  /**
   * Begins with the earliest; what no other file goes on from ends with its JVM's last one. Files
   * without a readable chunk are left out.
   */
  public static List<Path> of(List<Path> files) throws IOException {
    List<Piece> rest = new ArrayList<>();
    for (Path file : files) {
      try (ChunkFile chunks = ChunkFile.open(file)) {
        if (!chunks.chunks().isEmpty()) {
          rest.add(new Piece(file, chunks.chunks().getFirst(), chunks.chunks().getLast()));
        }
      }
    }
    rest.sort(Comparator.comparingLong(piece -> piece.first.startNanos()));
    List<Path> ordered = new ArrayList<>();
    Optional<Piece> last = Optional.empty();
    while (!rest.isEmpty()) {
      Piece next = last.flatMap(before -> after(before, rest)).orElse(rest.getFirst());
      rest.remove(next);
      ordered.add(next.file);
      last = Optional.of(next);
    }
    return ordered;
  }

  private static Optional<Piece> after(Piece before, List<Piece> rest) {
    return rest.stream().filter(piece -> piece.first.goesOnFrom(before.last)).findFirst();
  }
}
