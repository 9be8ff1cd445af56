package dev.fiberscope.app.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.replay.Step;
import dev.fiberscope.recordings.Ingest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decode of code that nobody has types for: recorded here, replayed from a class path. */
class HandWrittenDecodeTest {
  private static final byte[] MESSAGE =
      HexFormat.of().parseHex("07020268690362796504666f6c6bfb0001");

  @TempDir private Path folder;

  private OpenSession recorded() throws Exception {
    Path file = folder.resolve("hand.jfr");
    try (Recording recording = new Recording()) {
      for (String event :
          new String[] {
            "Format",
            "DecodeStart",
            "DecodeEnd",
            "Suspend",
            "Resume",
            "ChunkArrival",
            "FiberStart",
            "FiberEnd",
            "Wake",
            "StackAcquire",
            "StackRelease"
          }) {
        recording.enable("fiberscope." + event);
      }
      recording.start();
      ScriptedInput input = new ScriptedInput();
      CompletableFuture<DecodeResult> result =
          new DecodeEngine(EngineConfig.standard()).submit("by-hand", new FlaggedDecoder(), input);
      for (int from = 0; from < MESSAGE.length; from += 5) {
        while (!input.isAwaited() && !result.isDone()) {
          Thread.onSpinWait();
        }
        input.deliver(Arrays.copyOfRange(MESSAGE, from, Math.min(MESSAGE.length, from + 5)));
      }
      DecodeResult decoded = result.get(20, TimeUnit.SECONDS);
      assertThat(((DecodeResult.Decoded) decoded).value()).isEqualTo("7hibyefolk256");
      recording.dump(file);
    }
    return OpenSession.of(file, Ingest.open(file, (_, _) -> {}));
  }

  @Test
  void itReplaysFromItsClassPathAndDivergesWhereItDependedOnMoreThanItsBytes() throws Exception {
    OpenSession open = recorded();
    SteppedMessage without =
        new RecordedMessages(HandClasses.NONE::find).of(open.session(), open.index(), 0, _ -> true);
    assertThat(without.replay()).isEmpty();
    assertThat(without.without())
        .contains(FlaggedDecoder.class.getName(), "written by hand", "class path");
    assertThat(without.waits()).hasSizeGreaterThanOrEqualTo(3);

    HandClasses classes = HandClasses.of(Path.of("target", "test-classes"));
    SteppedMessage message =
        new RecordedMessages(classes::find).of(open.session(), open.index(), 0, _ -> true);
    var replay = message.replay().orElseThrow();
    assertThat(LongStream.rangeClosed(1, replay.steps()).mapToObj(replay::step).map(Step::label))
        .containsExactly("", "id", "lines", "length", "[0]", "[1]", "lines", "note", "end", "");
    assertThat(message.recorded().orElseThrow().divergence()).isEmpty();

    FlaggedDecoder.hasNote = false;
    try {
      SteppedMessage other =
          new RecordedMessages(classes::find).of(open.session(), open.index(), 0, _ -> true);
      assertThat(other.recorded().orElseThrow().divergence())
          .hasValueSatisfying(
              found -> {
                assertThat(found.recorded()).startsWith("note: String at ");
                assertThat(found.replayed()).startsWith("end: u16 at ");
              });
    } finally {
      FlaggedDecoder.hasNote = true;
    }
  }

  @Test
  void whatIsNoDecoderIsNotFound() {
    HandClasses classes = HandClasses.of(Path.of("target", "test-classes"));
    assertThat(classes.find("no.such.Class")).isEmpty();
    assertThat(classes.find("java.lang.String")).isEmpty();
    assertThatThrownBy(() -> HandClasses.of(Path.of("no", "such", "folder")))
        .hasMessage("There is no folder or jar " + Path.of("no", "such", "folder") + ".");
  }
}
