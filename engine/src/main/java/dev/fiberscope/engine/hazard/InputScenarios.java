package dev.fiberscope.engine.hazard;

import static dev.fiberscope.engine.hazard.Scenario.clean;
import static dev.fiberscope.engine.hazard.Scenario.hazard;
import static dev.fiberscope.engine.hazard.Scene.join;
import static dev.fiberscope.engine.hazard.Scene.millis;
import static dev.fiberscope.engine.hazard.Scene.pause;
import static dev.fiberscope.engine.hazard.Scene.start;

import dev.fiberscope.engine.DecodeEngine;
import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.input.Input;
import dev.fiberscope.engine.input.ScriptedInput;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.wire.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scenarios of bytes that come badly, or are read badly. */
final class InputScenarios {
  static final List<Scenario> ALL =
      List.of(
          hazard("stuck-fiber", scene -> wakeUps(scene, true)),
          clean("stuck-fiber", scene -> wakeUps(scene, false)),
          hazard(
              "huge-length",
              scene ->
                  PoolScenarios.decode(
                      scene, "huge-length", engine(), Messages.NOTE, Messages.claimingNote())),
          clean(
              "huge-length",
              scene ->
                  PoolScenarios.decode(
                      scene, "", engine(), Messages.NOTE, Messages.note("x".repeat(2_000)))),
          hazard(
              "deep-nesting",
              scene ->
                  PoolScenarios.decode(
                      scene, "deep-nesting", engine(), Messages.CHAIN, Messages.chain(1_000))),
          clean(
              "deep-nesting",
              scene ->
                  PoolScenarios.decode(scene, "", engine(), Messages.CHAIN, Messages.chain(20))),
          hazard("tiny-chunks", scene -> chunks(scene, 3)),
          clean("tiny-chunks", scene -> chunks(scene, 100)),
          hazard("slow-peer", scene -> peers(scene, 400)),
          clean("slow-peer", scene -> peers(scene, 4)),
          hazard("over-read", scene -> pipelined(scene, true)),
          clean("over-read", scene -> pipelined(scene, false)),
          hazard("swallowed-error", scene -> broken(scene, true)),
          clean("swallowed-error", scene -> broken(scene, false)));

  private InputScenarios() {}

  private static DecodeEngine engine() {
    return new DecodeEngine(EngineConfig.standard());
  }

  /** Forty decodes, of which one is not woken if wake-ups are lost. */
  private static void wakeUps(Scene scene, boolean lost) throws InterruptedException {
    DecodeEngine engine = engine();
    byte[] message = Messages.note("wake up");
    List<Thread> readers = new ArrayList<>();
    List<ForgetfulInput> inputs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ForgetfulInput input = new ForgetfulInput(lost && i == 7);
      inputs.add(input);
      readers.add(start("reader-" + i, () -> engine.decode(Messages.NOTE, input)));
    }
    pause(millis(30));
    if (lost) {
      scene.truth("stuck-fiber", readers.get(7).threadId());
    }
    inputs.forEach(input -> input.deliver(message));
    pause(millis(300));
    scene.afterwards(
        () -> {
          inputs.forEach(ForgetfulInput::remember);
          join(readers);
        });
  }

  private static void chunks(Scene scene, int size) throws InterruptedException {
    DecodeEngine engine = engine();
    ScriptedInput input = new ScriptedInput();
    Thread reader = start("reader", () -> engine.decode(Messages.NOTE, input));
    if (size < 10) {
      scene.truth("tiny-chunks", reader.threadId());
    }
    byte[] message = Messages.note("x".repeat(400));
    for (int from = 0; from < message.length; from += size) {
      Scene.until(input::isAwaited);
      input.deliver(Arrays.copyOfRange(message, from, Math.min(message.length, from + size)));
    }
    reader.join();
  }

  /** Messages in halves; the last one's second half comes late. */
  private static void peers(Scene scene, long lateMillis) throws InterruptedException {
    DecodeEngine engine = engine();
    byte[] message = Messages.note("in two halves");
    for (int i = 0; i < 40; i++) {
      ScriptedInput input = new ScriptedInput();
      Thread reader = start("reader-" + i, () -> engine.decode(Messages.NOTE, input));
      input.deliver(Arrays.copyOf(message, message.length / 2));
      boolean late = i == 39;
      if (late && lateMillis > 100) {
        scene.truth("slow-peer", reader.threadId());
      }
      pause(millis(late ? lateMillis : 2));
      input.deliver(Arrays.copyOfRange(message, message.length / 2, message.length));
      reader.join();
    }
  }

  /** Three messages in one chunk. */
  private static void pipelined(Scene scene, boolean loses) throws InterruptedException {
    DecodeEngine engine = engine();
    start(
            "reader",
            () -> {
              byte[] one = Messages.note("one");
              byte[] three = Arrays.copyOf(one, 3 * one.length);
              System.arraycopy(one, 0, three, one.length, one.length);
              System.arraycopy(one, 0, three, 2 * one.length, one.length);
              ScriptedInput whole = new ScriptedInput();
              whole.deliver(three);
              whole.deliver(one);
              whole.end();
              Input input = loses ? new GreedyInput(whole) : whole;
              if (loses) {
                scene.truth("over-read", Thread.currentThread().threadId());
              }
              engine.decode(Messages.NOTE, input);
              engine.decode(Messages.NOTE, input);
            })
        .join();
  }

  /** Reads a flag that may be damaged, and what follows it. */
  private static final class FlagDecoder implements Decodable<Integer> {
    private final boolean swallows;

    private FlagDecoder(boolean swallows) {
      this.swallows = swallows;
    }

    @Override
    public Integer decode(Decoder in) {
      boolean flag;
      try {
        flag = in.field("flag").bool();
      } catch (DecodeException damaged) {
        if (!swallows) {
          throw damaged;
        }
        flag = false;
      }
      return in.field("number").u8() + (flag ? 1 : 0);
    }
  }

  private static void broken(Scene scene, boolean swallows) throws InterruptedException {
    DecodeEngine engine = engine();
    FlagDecoder decoder = new FlagDecoder(swallows);
    start(
            "reader",
            () -> {
              ScriptedInput input = new ScriptedInput();
              input.deliver(new byte[] {9, 5});
              input.end();
              if (swallows) {
                scene.truth("swallowed-error", Thread.currentThread().threadId());
              }
              engine.decode(decoder, input);
            })
        .join();
  }
}
