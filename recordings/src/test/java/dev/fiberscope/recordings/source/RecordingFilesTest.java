package dev.fiberscope.recordings.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.RecordingException;
import dev.fiberscope.recordings.chunk.ChunkFile;
import dev.fiberscope.recordings.chunk.ChunkHeader;
import dev.fiberscope.recordings.store.ImportStatistics.Counter;
import dev.fiberscope.recordings.store.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jdk.jfr.Recording;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as people have them. */
class RecordingFilesTest {
  /** Wraps what it writes. */
  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  @TempDir private Path folder;
  private Path whole;
  private byte[] bytes;

  /** Two chunks of this JVM. */
  @BeforeEach
  void record() throws Exception {
    whole = folder.resolve("whole.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadStart");
      recording.start();
      Thread.ofVirtual().start(() -> {}).join();
      recording.dump(folder.resolve("first.jfr"));
      Thread.ofVirtual().start(() -> {}).join();
      recording.stop();
      recording.dump(whole);
    }
    Files.delete(folder.resolve("first.jfr"));
    bytes = Files.readAllBytes(whole);
  }

  @Test
  void whatIsPackedIsReadWhateverItIsCalled() throws Exception {
    long events = Ingest.open(whole, (_, _) -> {}).events();
    for (Packer packer :
        List.<Packer>of(
            GZIPOutputStream::new, ZstdOutputStream::new, FramedLZ4CompressorOutputStream::new)) {
      Path packed = folder.resolve("packed.bin");
      Files.write(packed, packed(packer));
      assertThat(Ingest.open(packed, (_, _) -> {}).events()).isEqualTo(events);
      assertThat(Ingest.open(packed, (_, _) -> {}).name()).isEqualTo("packed.bin");
    }
  }

  @Test
  void anArchiveGivesItsRecordingsAlsoPackedOnes() throws Exception {
    Path archive = folder.resolve("support.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("readme.txt"));
      zip.write("nothing".getBytes());
      zip.putNextEntry(new ZipEntry("recordings/app.jfr.gz"));
      zip.write(packed(GZIPOutputStream::new));
    }
    assertThat(Ingest.open(archive, (_, _) -> {}).events())
        .isEqualTo(Ingest.open(whole, (_, _) -> {}).events());
  }

  @Test
  void aPackedTarGivesItsRecordingsAndWhatStandsBeforeACut() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      put(tar, "notes.txt", "nothing".getBytes());
      put(tar, "recordings/a.jfr", bytes);
      put(tar, "recordings/b.jfr.gz", packed(GZIPOutputStream::new));
    }
    Path archive = folder.resolve("support.tgz");
    Files.write(archive, packed.toByteArray());
    assertThat(RecordingFiles.isRecording(archive)).isTrue();
    long once = Ingest.open(whole, (_, _) -> {}).events();
    assertThat(Ingest.open(archive, (_, _) -> {}).events()).isGreaterThanOrEqualTo(once);
    Path plain = folder.resolve("plain.bin");
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(plain))) {
      put(tar, "a.jfr", bytes);
    }
    assertThat(Ingest.open(plain, (_, _) -> {}).events()).isEqualTo(once);
    // Somebody else's archive beside recordings is not looked into.
    Path beside = Files.createDirectory(folder.resolve("beside"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(beside.resolve("tool-1.0.tgz")))) {
      out.write("no recording".getBytes());
    }
    Files.write(beside.resolve("app.jfr"), bytes);
    assertThat(Ingest.open(beside, (_, _) -> {}).events()).isEqualTo(once);
    Path cut = folder.resolve("cut.tgz");
    Files.write(cut, Arrays.copyOf(packed.toByteArray(), packed.size() - 700));
    assertThat(Ingest.open(cut, (_, _) -> {}).events()).isGreaterThanOrEqualTo(once);
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  @Test
  void filesOfOneJvmAreOneSessionInAnyOrder() throws Exception {
    List<Path> pieces = pieces();
    assertThat(pieces).hasSizeGreaterThan(1);
    Session one = Ingest.open(whole, (_, _) -> {});
    for (Path input :
        List.of(RecordingFiles.joined(pieces.reversed()), pieces.getFirst().getParent())) {
      Session joined = Ingest.open(input, (_, _) -> {});
      assertThat(joined.events()).isEqualTo(one.events());
      assertThat(joined.duration()).isEqualTo(one.duration());
      assertThat(joined.statistics().count(Counter.SEVERAL_JVMS)).isZero();
      assertThat(joined.statistics().count(Counter.CHUNK_GAPS)).isZero();
    }
  }

  @Test
  void filesOfAnotherJvmAreToldApart() throws Exception {
    Session session =
        Ingest.open(
            RecordingFiles.joined(List.of(Path.of("samples/orders.jfr"), whole)), (_, _) -> {});
    assertThat(session.statistics().count(Counter.SEVERAL_JVMS)).isEqualTo(1);
    assertThat(session.name()).isEqualTo("orders.jfr-and-1-more.jfr");
  }

  @Test
  void whatIsCutGivesWhatStandsBefore() throws Exception {
    byte[] packed = packed(GZIPOutputStream::new);
    Path cut = folder.resolve("cut.jfr.gz");
    Files.write(cut, Arrays.copyOf(packed, packed.length - 100));
    Session session = Ingest.open(cut, (_, _) -> {});
    assertThat(session.events()).isPositive();
    assertThat(session.statistics().count(Counter.CUT_CHUNKS)).isEqualTo(1);
  }

  @Test
  void whatHoldsNoRecordingIsSaid() throws Exception {
    Path text = folder.resolve("text.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(text))) {
      out.write("no recording".getBytes());
    }
    refuses(text, "is gzip, but there is no JFR recording in it");
    Path archive = folder.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write(1);
    }
    refuses(archive, "is a zip archive, but there is no JFR recording in it");
    refuses(Files.createDirectory(folder.resolve("empty")), "There is no recording in the folder");
  }

  @Test
  void oldFormatsAndEmptyRecordingsAreNotCalledDamaged() throws Exception {
    Path old = folder.resolve("old.jfr");
    byte[] header = new byte[ChunkHeader.BYTES];
    System.arraycopy(new byte[] {'F', 'L', 'R', 0, 0, 0, 0, 9}, 0, header, 0, 8);
    Files.write(old, header);
    refuses(old, "JFR format 0.9, which Oracle JDK 7 and 8 wrote");
  }

  private static void refuses(Path file, String words) {
    assertThatThrownBy(() -> Ingest.open(file, (_, _) -> {}))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining(words)
        .hasMessageContaining(file.toString());
  }

  private byte[] packed(Packer packer) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Each chunk in a file of its own, as a repository has them. */
  private List<Path> pieces() throws IOException {
    Path repository = Files.createDirectories(folder.resolve("repository/2026_11_27_1"));
    List<Path> pieces = new ArrayList<>();
    try (ChunkFile chunks = ChunkFile.open(whole)) {
      for (ChunkHeader chunk : chunks.chunks()) {
        Path piece = repository.resolve("b" + (9 - pieces.size()) + ".jfr");
        int from = (int) chunk.offset();
        Files.write(piece, Arrays.copyOfRange(bytes, from, from + (int) chunk.size()));
        pieces.add(piece);
      }
    }
    return pieces;
  }
}
