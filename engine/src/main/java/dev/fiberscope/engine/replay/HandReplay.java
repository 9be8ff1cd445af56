package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.Decoder;
import dev.fiberscope.engine.schema.LeafReader;
import dev.fiberscope.engine.schema.LeafTypes;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.stack.DecodeStack;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The replay of a hand-written decoder: it runs once, and what it read is read again from the bytes
 * when somebody looks. Four million steps at most.
 */
public final class HandReplay implements Replay {
  private final WireConfig config;
  private final byte[] bytes;
  private final StepLog log = new StepLog();
  private final Optional<DecodeException> error;
  private final Optional<String> crash;
  private final long consumed;

  private HandReplay(Decodable<?> decodable, WireConfig config, byte[] bytes) {
    this.config = config;
    this.bytes = bytes;
    DecodeStack stack = DecodeStack.unpooled();
    WireReader wire = WireReader.over(config, bytes);
    Optional<DecodeException> problem = Optional.empty();
    Optional<String> broke = Optional.empty();
    try {
      decodable.decode(new Decoder(wire, stack, log));
    } catch (DecodeException wrong) {
      problem = Optional.of(wrong.in(stack.path(), stack.snapshot()));
    } catch (CancellationException tooLong) {
      throw tooLong;
    } catch (RuntimeException | StackOverflowError thrown) {
      broke = Optional.of(thrown.toString());
    }
    error = problem;
    crash = broke;
    consumed = problem.map(DecodeException::offset).orElse(wire.offset());
  }

  /**
   * Runs a decoder over one message from the beginning of {@code bytes}.
   *
   * @throws CancellationException if it takes too many steps
   */
  public static HandReplay of(Decodable<?> decodable, WireConfig config, byte[] bytes) {
    return new HandReplay(decodable, config, bytes);
  }

  /** What the decoder threw of its own, if it did. */
  public Optional<String> crash() {
    return crash;
  }

  @Override
  public boolean isBroken() {
    return error.isPresent() || crash.isPresent();
  }

  @Override
  public long steps() {
    return log.count();
  }

  @Override
  public Optional<DecodeException> error() {
    return error;
  }

  @Override
  public long consumed() {
    return consumed;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public ReplayState at(long position) {
    if (position < 0 || position > steps()) {
      throw new IndexOutOfBoundsException(position + " of " + steps());
    }
    return position == 0
        ? ReplayState.START
        : new ReplayState(position, Optional.of(step(position)), frames((int) position));
  }

  @Override
  public Step step(long number) {
    int step = (int) number;
    Kind kind = log.kind(step);
    boolean fails = kind == Kind.READ && step == log.count() && error.isPresent();
    int opened = kind == Kind.OPEN ? step : log.other(step);
    int start = kind == Kind.CLOSE ? log.offset(opened) : log.offset(step);
    int end =
        kind != Kind.READ
            ? log.offset(step)
            : step == log.count() ? (int) consumed : log.offset(step + 1);
    Optional<Type> leaf = kind == Kind.READ ? LeafTypes.find(log.type(step)) : Optional.empty();
    return new Step(
        step,
        fails ? Kind.FAIL : kind,
        Part.VALUE,
        log.depth(step),
        log.partIndex(step),
        log.label(step),
        leaf.orElse(null),
        log.type(step),
        start,
        end,
        opened,
        Optional.empty(),
        fails ? null : leaf.map(type -> value(type, start)).orElse(null));
  }

  private Object value(Type type, int start) {
    WireReader wire = WireReader.over(config.withNoLimit(), bytes);
    wire.goTo(start, 0);
    return type instanceof Type.Sequence ? wire.bytes() : new LeafReader(wire).value(type);
  }

  /** The values that are open behind a step. */
  private List<OpenFrame> frames(int step) {
    int innermost = log.kind(step) == Kind.CLOSE ? around(log.other(step)) : log.other(step);
    int around = log.kind(step) == Kind.OPEN ? step : innermost;
    Deque<OpenFrame> frames = new ArrayDeque<>();
    while (around > 0) {
      frames.push(
          new OpenFrame(
              log.label(around), null, log.type(around), log.offset(around), around, 0, -1, -1));
      around = around(around);
    }
    return new ArrayList<>(frames);
  }

  /** The step that opened the value around one, 0 if there is none. */
  private int around(int opened) {
    int depth = log.depth(opened);
    int step = opened - 1;
    while (step > 0 && !(log.kind(step) == Kind.OPEN && log.depth(step) == depth - 1)) {
      step = log.kind(step) == Kind.CLOSE ? log.other(step) - 1 : step - 1;
    }
    return step;
  }

  @Override
  public long closeOf(long opened) {
    return log.other((int) opened);
  }

  @Override
  public long stepAt(long offset) {
    int low = 1;
    int high = log.count() + 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (log.offset(middle) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int step = low - 1; step > 0; step--) {
      if (log.kind(step) == Kind.READ) {
        Step read = step(step);
        return read.offset() <= offset && offset < read.end() ? step : NONE;
      }
    }
    return NONE;
  }

  @Override
  public List<Step> parts(long opened, long from, int most) {
    List<Step> parts = new ArrayList<>();
    int step = (int) opened + 1;
    while (step <= log.count() && parts.size() < most) {
      if (log.kind(step) == Kind.CLOSE) {
        return parts;
      }
      if (log.partIndex(step) >= from) {
        parts.add(step(step));
      }
      int close = log.kind(step) == Kind.OPEN ? log.other(step) : step;
      if (close == 0) {
        return parts;
      }
      step = close + 1;
    }
    return parts;
  }
}
