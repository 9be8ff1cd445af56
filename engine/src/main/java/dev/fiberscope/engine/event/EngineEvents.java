package dev.fiberscope.engine.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/**
 * Every JFR event the engine emits: the wire format between the engine and whoever reads its
 * recordings. Ids are unique within one JVM; {@code fiber} is {@link Thread#threadId()}, or a
 * negative number if the fiber is no thread but a continuation on one of our carriers; offsets
 * count bytes from the first byte of the message, {@code inputOffset} from the first of the input.
 */
public final class EngineEvents {
  private EngineEvents() {}

  @Category({"Fiberscope", "Engine"})
  @StackTrace(false)
  private abstract static class EngineEvent extends Event {}

  @Name("fiberscope.FiberStart")
  @Label("Fiber Start")
  @Description("Committed by the parent: from here on the fiber could run")
  public static final class FiberStart extends EngineEvent {
    public long fiber;
    public String name;

    @Description("The fiber or thread that started it")
    public long parent;
  }

  @Name("fiberscope.FiberEnd")
  @Label("Fiber End")
  public static final class FiberEnd extends EngineEvent {
    public long fiber;

    @Description("The fiber's last state: finished, failed or cancelled")
    public String outcome;
  }

  @Name("fiberscope.FiberSlice")
  @Label("Fiber Slice")
  @Description("A carrier of our own ran a fiber; committed by the carrier at the end")
  public static final class FiberSlice extends EngineEvent {
    public long fiber;

    @Description("Why it is over: turn, it stepped aside and is in line; wait, it waits; or end")
    public String ended;
  }

  @Name("fiberscope.FiberPinned")
  @Label("Fiber Pinned")
  @Description("A fiber waited below a native frame, so its carrier, one of ours, waited with it")
  @StackTrace(true)
  public static final class FiberPinned extends EngineEvent {
    public long fiber;

    @Description("What it waited for; see Suspend")
    public String reason;
  }

  @Name("fiberscope.FiberHold")
  @Label("Fiber Hold")
  @Description("The fiber was held to its carrier: migration was forbidden")
  public static final class FiberHold extends EngineEvent {
    public long fiber;
  }

  @Name("fiberscope.Format")
  @Label("Decode Format")
  @Description("What decodes read; committed at the beginning and end of every chunk")
  @Period("everyChunk")
  public static final class Format extends EngineEvent {
    public long format;

    @Description("The root type's Rust name")
    public String type;

    @Description("The types as Rust text, so that a reader needs nothing but the recording")
    public String schema;

    @Description("The wire configuration as a Rust expression")
    public String config;
  }

  @Name("fiberscope.DecodeStart")
  @Label("Decode Start")
  public static final class DecodeStart extends EngineEvent {
    public long decode;
    public long fiber;

    @Description("The id of a Decode Format event")
    public long format;

    public long input;
    public long inputOffset;
    public long stack;
  }

  @Name("fiberscope.DecodeEnd")
  @Label("Decode End")
  public static final class DecodeEnd extends EngineEvent {
    public long decode;

    @Description("decoded, failed or cancelled")
    public String outcome;

    @DataAmount public long consumed;
    public int suspensions;

    @Description("Why it failed, with offset and path; empty if it did not; see FiberText")
    public String error;

    @Description("An error that the decoder caught and read on behind; mostly empty; see FiberText")
    public String swallowed;
  }

  @Name("fiberscope.Suspend")
  @Label("Suspend")
  @Description("A decode gives up its carrier")
  @StackTrace(true)
  public static final class Suspend extends EngineEvent {
    public long decode;

    @Description("1 for the decode's first suspension; its Resume has the same number")
    public int suspension;

    public long fiber;

    @Description("bytes: they have not arrived; turn: it used up its budget and steps aside")
    public String reason;

    public long offset;

    @Description("Bytes of the message that had arrived, read or not")
    @DataAmount
    public long arrived;

    @DataAmount public int wanted;

    @Description(
        "The decoder stack, outermost first; a line is: offset TAB field TAB type; see FiberText")
    public String frames;
  }

  @Name("fiberscope.Resume")
  @Label("Resume")
  public static final class Resume extends EngineEvent {
    public long decode;
    public int suspension;
    public long fiber;
    public long offset;
  }

  @Name("fiberscope.ChunkArrival")
  @Label("Chunk Arrival")
  public static final class ChunkArrival extends EngineEvent {
    public long input;
    public long inputOffset;

    @DataAmount public int length;

    @Description("The bytes, one Latin-1 character each; what follows them is of no meaning")
    public String bytes;
  }

  @Name("fiberscope.Wake")
  @Label("Wake")
  @Description("Committed by the waker")
  public static final class Wake extends EngineEvent {
    public long fiber;
    public long input;

    @Description("What the fiber no longer waits for: chunk, end of input or failed input")
    public String reason;
  }

  @Name("fiberscope.StackAcquire")
  @Label("Decode Stack Acquire")
  public static final class StackAcquire extends EngineEvent {
    public long stack;
    public long decode;

    @Description("Number of the engine whose pools these are")
    public int engine;

    @Description("Id of the carrier whose pool it is, 0 if all carriers share one")
    public long pool;

    @Description("True if an idle stack was taken, false if a new one was made")
    public boolean hit;

    public int live;

    @Description("Idle stacks of this pool")
    public int idle;
  }

  @Name("fiberscope.StackRelease")
  @Label("Decode Stack Release")
  public static final class StackRelease extends EngineEvent {
    public long stack;
    public long decode;

    @Description("Number of the engine whose pools these are")
    public int engine;

    @Description("Id of the carrier whose pool it is, 0 if all carriers share one")
    public long pool;

    @Description("True if it waits for the next decode, false if it was dropped")
    public boolean kept;

    public int frameCapacity;
    public int highWaterFrames;
    public int live;

    @Description("Idle stacks of this pool")
    public int idle;
  }

  @Name("fiberscope.StackTrim")
  @Label("Decode Stack Trim")
  @Description("Idle stacks that nobody used for a while were given back")
  public static final class StackTrim extends EngineEvent {
    @Description("Number of the engine whose pools these are")
    public int engine;

    public long pool;
    public int dropped;
    public int idle;
  }
}
