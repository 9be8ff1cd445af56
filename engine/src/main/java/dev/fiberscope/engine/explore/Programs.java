package dev.fiberscope.engine.explore;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.DecodeResult;
import dev.fiberscope.engine.DecodeResult.Decoded;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Fiber;
import dev.fiberscope.engine.fiber.SuspendReason;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Programs to explore: one that is right under every schedule, and two that are not. */
public final class Programs {
  /** By name. */
  public static final Map<String, Consumer<ExploredRun>> ALL =
      new TreeMap<>(
          Map.of(
              "messages", Programs::messages,
              "lost-wakeup", Programs::lostWakeUp,
              "stale-thread-local", Programs::staleThreadLocal));

  private static final int READERS = 5;
  private static final Schema NOTE =
      RustSchema.parse(
          "struct Note { id: u32, tags: Vec<u16>, text: String } type Root = Note;",
          Optional.of("Root"));

  private Programs() {}

  /** Readers decode messages whose chunks a gateway brings in any order and size. */
  private static void messages(ExploredRun run) {
    DecodeEngine engine = run.engine(EngineConfig.standard());
    List<ScriptedInput> inputs = new ArrayList<>();
    List<Deque<byte[]>> chunks = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      ScriptedInput input = new ScriptedInput();
      inputs.add(input);
      byte[] message = note(i);
      chunks.add(cut(run, message));
      String name = "reader-" + i;
      run.start(name, _ -> mustDecode(engine.decode(NOTE, input), message.length));
    }
    gateway(run, inputs, chunks);
  }

  private static void mustDecode(DecodeResult result, int length) {
    if (!(result instanceof Decoded decoded) || decoded.consumed() != length) {
      throw new IllegalStateException("it decoded " + result);
    }
  }

  private static byte[] note(int number) {
    WireWriter out = new WireWriter(WireConfig.standard());
    out.u32(number);
    out.u64(3);
    for (int tag = 0; tag < 3; tag++) {
      out.u16(1_000 * number + tag);
    }
    out.string("note " + number);
    return out.toByteArray();
  }

  private static Deque<byte[]> cut(ExploredRun run, byte[] message) {
    Deque<byte[]> chunks = new ArrayDeque<>();
    for (int from = 0; from < message.length; ) {
      int to = Math.min(message.length, from + run.random().nextInt(1, 7));
      chunks.add(Arrays.copyOfRange(message, from, to));
      from = to;
    }
    return chunks;
  }

  /** Brings chunks, to whom the seed says. */
  private static void gateway(
      ExploredRun run, List<ScriptedInput> inputs, List<Deque<byte[]>> chunks) {
    run.start(
        "gateway",
        gateway -> {
          List<Integer> left = new ArrayList<>();
          for (int i = 0; i < inputs.size(); i++) {
            left.add(i);
          }
          while (!left.isEmpty()) {
            int at = run.random().nextInt(left.size());
            int input = left.get(at);
            if (chunks.get(input).isEmpty()) {
              inputs.get(input).end();
              left.remove(at);
            } else {
              inputs.get(input).deliver(chunks.get(input).removeFirst());
            }
            gateway.stepAside(SuspendReason.TURN);
          }
        });
  }

  /** A mailbox that looks, lets others run, and only then says that it waits. */
  private static final class Mailbox {
    private final Deque<Integer> letters = new ArrayDeque<>();
    private Fiber waiter;

    void put(int letter) {
      letters.add(letter);
      if (waiter != null) {
        Fiber woken = waiter;
        waiter = null;
        woken.resume();
      }
    }

    int take(Fiber reader) {
      if (letters.isEmpty()) {
        // What comes now finds nobody to wake.
        reader.stepAside(SuspendReason.TURN);
        waiter = reader;
        reader.suspend(SuspendReason.BYTES);
      }
      return letters.removeFirst();
    }
  }

  private static void lostWakeUp(ExploredRun run) {
    for (int i = 0; i < READERS; i++) {
      Mailbox mailbox = new Mailbox();
      run.start("reader-" + i, mailbox::take);
      run.start(
          "writer-" + i,
          writer -> {
            for (int turn = 0; turn < 3; turn++) {
              writer.stepAside(SuspendReason.TURN);
            }
            mailbox.put(1);
          });
    }
  }

  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  /** Remembers the tenant in a thread-local while it waits for the rest. */
  private static final class TenantDecoder implements Decodable<String> {
    @Override
    public String decode(Decoder in) {
      TENANT.set(in.field("tenant").string());
      String text = in.field("text").string();
      return TENANT.get() + ":" + text;
    }
  }

  private static void staleThreadLocal(ExploredRun run) {
    DecodeEngine engine = run.engine(EngineConfig.standard());
    TenantDecoder decoder = new TenantDecoder();
    List<ScriptedInput> inputs = new ArrayList<>();
    List<Deque<byte[]>> chunks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ScriptedInput input = new ScriptedInput();
      inputs.add(input);
      WireWriter out = new WireWriter(WireConfig.standard());
      String tenant = "tenant-" + i;
      out.string(tenant);
      int first = out.toByteArray().length;
      out.string("hello");
      byte[] message = out.toByteArray();
      chunks.add(
          new ArrayDeque<>(
              List.of(
                  Arrays.copyOf(message, first),
                  Arrays.copyOfRange(message, first, message.length))));
      run.start("reader-" + i, _ -> mustBe(engine.decode(decoder, input), tenant + ":hello"));
    }
    gateway(run, inputs, chunks);
  }

  private static void mustBe(DecodeResult result, String expected) {
    if (!(result instanceof Decoded decoded) || !decoded.value().equals(expected)) {
      String was = result instanceof Decoded decoded ? decoded.value().toString() : "" + result;
      throw new IllegalStateException("it decoded " + was + " where " + expected + " was sent");
    }
  }
}
