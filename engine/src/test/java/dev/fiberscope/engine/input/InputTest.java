package dev.fiberscope.engine.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.DecodeResult.Failed;
import dev.fiberscope.engine.DecodeTask;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ParameterizedClass
@ValueSource(ints = {0, 1, 2})
class InputTest implements AutoCloseable {
  private static final Decodable<String> TEXT = in -> in.string();
  private static final int MESSAGES = 2_000;

  private final FiberRuntime runtime;
  private final DecodeEngine engine;

  InputTest(int carriers) {
    runtime = carriers == 0 ? new VirtualThreads() : Carriers.of(carriers);
    engine = new DecodeEngine(EngineConfig.standard(), runtime);
  }

  @Override
  public void close() {
    runtime.close();
  }

  private static byte[] messages() {
    WireWriter out = new WireWriter(WireConfig.standard());
    for (int i = 0; i < MESSAGES; i++) {
      out.string("message " + i);
    }
    return out.toByteArray();
  }

  private Object next(Input input) throws Exception {
    return engine.submit("reader", TEXT, input).get(20, TimeUnit.SECONDS);
  }

  /** Every message of the stream, each decoded on a fiber of its own. */
  private void decodesAll(Input input) throws Exception {
    for (int i = 0; i < MESSAGES; i++) {
      assertThat(((Decoded) next(input)).value()).isEqualTo("message " + i);
    }
    assertThat(((Failed) next(input)).error()).hasMessageContaining("the input ended");
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void pipelinedMessagesOfAFileAllDecode(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("messages.bin"), messages());
    try (ChannelInput input = ChannelInput.ofFile(file)) {
      decodesAll(input);
      assertThat(input.position()).isEqualTo(Files.size(file));
    }
  }

  @Test
  void pipelinedMessagesOfAStreamAllDecode() throws Exception {
    // A stream that gives what it likes.
    InputStream trickle =
        new FilterInputStream(new ByteArrayInputStream(messages())) {
          private int size;

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            size = size % 97 + 1;
            return super.read(into, from, Math.min(size, length));
          }
        };
    decodesAll(ChannelInput.of(trickle));
  }

  @Test
  void pipelinedMessagesOfASocketAllDecode() throws Exception {
    try (ServerSocketChannel server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel peer = server.accept()) {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      ByteBuffer bytes = ByteBuffer.wrap(messages());
                      while (bytes.hasRemaining()) {
                        ByteBuffer piece =
                            bytes.slice(bytes.position(), Math.min(777, bytes.remaining()));
                        bytes.position(bytes.position() + peer.write(piece));
                      }
                      peer.shutdownOutput();
                    } catch (IOException broken) {
                      throw new AssertionError(broken);
                    }
                  });
      decodesAll(ChannelInput.of(client));
      writer.join();
    }
  }

  @Test
  void bytesThatArriveAfterACancelStayWithTheInput() throws Exception {
    try (ServerSocketChannel server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel peer = server.accept();
        ChannelInput input = ChannelInput.of(client)) {
      DecodeTask unwanted = engine.submit("unwanted", TEXT, input);
      unwanted.cancel("the test says so");
      assertThat(((Failed) unwanted.get(20, TimeUnit.SECONDS)).isCancelled()).isTrue();
      peer.write(ByteBuffer.wrap(new byte[] {2, 'h', 'i'}));
      assertThat(((Decoded) next(input)).value()).isEqualTo("hi");
    }
  }

  @Test
  void aSourceThatFailsIsAnErrorOfItsDecodeOnly() throws Exception {
    ScriptedInput bad = new ScriptedInput();
    ScriptedInput good = new ScriptedInput();
    DecodeTask failing = engine.submit("failing", TEXT, bad);
    DecodeTask going = engine.submit("going", TEXT, good);
    bad.deliver(new byte[] {9, 'x'});
    bad.fail(new IOException("connection reset"));
    assertThat(((Failed) failing.get(20, TimeUnit.SECONDS)).error())
        .hasMessage("the input failed: connection reset at offset 2 in String");
    good.deliver(new byte[] {2, 'h', 'i'});
    assertThat(((Decoded) going.get(20, TimeUnit.SECONDS)).value()).isEqualTo("hi");
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void aSourceThatOverfillsIsAnErrorOfItsDecodeOnly() throws Exception {
    ReadableByteChannel liar =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer into) {
            return into.remaining() + 1;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };
    assertThat(((Failed) next(ChannelInput.of(liar))).error())
        .hasMessageContaining("the input failed: it says it read 8193 bytes and gave 0");
    assertThat(((Failed) next(new Overfilled())).error())
        .hasMessageContaining("the input failed: it offers 99 bytes from 0 of an array of 3");
    assertThat(((Decoded) next(new MemoryInput(new byte[] {1, 'a'}))).value()).isEqualTo("a");
    assertThat(engine.pool().live()).isZero();
  }

  @Test
  void manyInputsAtOnce() throws Exception {
    List<ScriptedInput> inputs = new ArrayList<>();
    List<DecodeTask> tasks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      inputs.add(new ScriptedInput());
      tasks.add(engine.submit("many", TEXT, inputs.get(i)));
    }
    inputs.forEach(input -> input.deliver(new byte[] {2, 'o'}));
    inputs.forEach(input -> input.deliver(new byte[] {'k'}));
    for (DecodeTask task : tasks) {
      assertThat(((Decoded) task.get(20, TimeUnit.SECONDS)).value()).isEqualTo("ok");
    }
  }

  /** Offers more than its array holds. */
  private static final class Overfilled implements Input {
    @Override
    public long id() {
      return 0;
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public int poll() {
      return 99;
    }

    @Override
    public byte[] bytes() {
      return new byte[3];
    }

    @Override
    public int from() {
      return 0;
    }

    @Override
    public void consume(int count) {}

    @Override
    public void await(Fiber reader) {}
  }
}
