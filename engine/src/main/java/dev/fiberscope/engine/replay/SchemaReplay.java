package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Warning;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.LongPredicate;

/**
 * The replay of a message whose types are known. Keeps a few thousand {@link Keyframes}, whatever
 * the message's size, and takes the steps between them again.
 */
public final class SchemaReplay implements Replay {
  /** As many frames as decode stacks have. */
  public static final int MOST_FRAMES = 128;

  private static final int STEPS_BETWEEN_REPORTS = 1 << 16;

  /** About where somebody looks, states are kept closer to each other than keyframes are. */
  private static final int NEAR_DISTANCE = 64;

  private static final int MOST_NEAR = 512;

  private static final int MOST_WARNINGS = 1_000;

  private final byte[] bytes;
  private final SchemaSteps cursor;
  private final Keyframes keyframes;
  private final NavigableMap<Long, WalkState> near = new TreeMap<>();

  /** A walk that failed stands within the step that did. */
  private boolean isAtFailure;

  private final long steps;
  private final Optional<ReplayState> failed;
  private final Optional<DecodeException> error;
  private final long consumed;
  private final Set<Warning> warnings = new LinkedHashSet<>();

  private SchemaReplay(SchemaSteps walk, byte[] bytes, LongPredicate goOn) {
    this.bytes = bytes;
    cursor = walk;
    keyframes = new Keyframes(walk.state());
    Optional<ReplayState> failure = Optional.empty();
    Optional<DecodeException> problem = Optional.empty();
    walk.whenWarned(this::keep);
    try {
      while (walk.step()) {
        keyframes.passed(walk.state());
        if (walk.state().position % STEPS_BETWEEN_REPORTS == 0 && !goOn.test(walk.state().offset)) {
          throw new CancellationException();
        }
      }
    } catch (DecodeException wrong) {
      isAtFailure = true;
      problem = Optional.of(walk.placed(wrong));
      Step step = walk.last();
      failure =
          Optional.of(new ReplayState(step.number(), Optional.of(step), walk.state().frames()));
    }
    walk.whenWarned(null);
    failed = failure;
    error = problem;
    consumed = failure.map(ReplayState::offset).orElse(walk.state().offset);
    steps = walk.state().position + (failed.isPresent() ? 1 : 0);
  }

  /**
   * Reads one message from the beginning of {@code bytes}, which are not copied. Where the types
   * leave a choice, the reading that fits best is taken.
   */
  public static SchemaReplay of(Schema schema, WireConfig config, byte[] bytes) {
    return of(schema, config, bytes, _ -> true);
  }

  /**
   * @param goOn told from time to time how many bytes have been read; false cancels
   * @throws CancellationException if it was cancelled
   */
  public static SchemaReplay of(
      Schema schema, WireConfig config, byte[] bytes, LongPredicate goOn) {
    Decisions decisions = DecisionSearch.of(schema, config, bytes, 0, goOn);
    return new SchemaReplay(
        new SchemaSteps(schema.root(), config, bytes, MOST_FRAMES, decisions), bytes, goOn);
  }

  private void keep(Warning warning) {
    if (warnings.size() < MOST_WARNINGS) {
      warnings.add(warning);
    }
  }

  /** What was read although it is wrong, the first thousand. */
  public List<Warning> warnings() {
    return warnings.stream().sorted(Comparator.comparingLong(Warning::offset)).toList();
  }

  @Override
  public long steps() {
    return steps;
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

  /** How many keyframes there are. */
  public int keyframes() {
    return keyframes.count();
  }

  @Override
  public synchronized ReplayState at(long position) {
    if (position < 0 || position > steps) {
      throw new IndexOutOfBoundsException(position + " of " + steps);
    }
    if (position == 0) {
      return ReplayState.START;
    }
    if (position == steps && failed.isPresent()) {
      return failed.get();
    }
    walkTo(position);
    return new ReplayState(position, Optional.of(cursor.last()), cursor.state().frames());
  }

  @Override
  public synchronized Step step(long number) {
    if (number < 1 || number > steps || number == steps && failed.isPresent()) {
      return at(number).step().orElseThrow();
    }
    walkTo(number);
    return cursor.last();
  }

  /** Takes the step that leads to a position, so that it is the cursor's last one. */
  private void walkTo(long position) {
    long there = cursor.state().position;
    if (there == position && cursor.knowsLast()) {
      return;
    }
    WalkState from = nearest(position - 1);
    if (there >= position || there < from.position || isAtFailure) {
      goTo(from);
    }
    while (cursor.state().position < position) {
      advance();
    }
  }

  /** The last state up to a position that is kept. */
  private WalkState nearest(long position) {
    WalkState keyframe = keyframes.upTo(position);
    Map.Entry<Long, WalkState> closer = near.floorEntry(position);
    return closer == null || closer.getKey() < keyframe.position ? keyframe : closer.getValue();
  }

  /** Where to look for something within a value: a keyframe within it, else what is near it. */
  private WalkState from(long opened, WalkState keyframe) {
    return keyframe.position > opened ? keyframe : nearest(opened);
  }

  private void goTo(WalkState from) {
    isAtFailure = false;
    cursor.goTo(from);
  }

  /** Takes the next step, unless it is the one that failed. */
  private boolean advance() {
    long last = failed.isPresent() ? steps - 1 : steps;
    if (cursor.state().position >= last || !cursor.step()) {
      return false;
    }
    if (cursor.state().position % NEAR_DISTANCE == 0) {
      if (near.size() == MOST_NEAR) {
        near.clear();
      }
      near.put(cursor.state().position, cursor.state().copy());
    }
    return true;
  }

  @Override
  public synchronized long closeOf(long opened) {
    goTo(from(opened, keyframes.last(at -> at.position < opened || at.depthOf(opened) >= 0)));
    while (advance()) {
      if (cursor.isClose(opened)) {
        return cursor.state().position;
      }
    }
    return NONE;
  }

  @Override
  public synchronized long stepAt(long offset) {
    if (offset < 0) {
      return NONE;
    }
    goTo(keyframes.last(at -> at.offset <= offset));
    while (advance()) {
      if (cursor.state().offset > offset) {
        return cursor.state().position;
      }
    }
    boolean atFailure =
        failed.flatMap(ReplayState::step).filter(step -> step.offset() <= offset).isPresent();
    return atFailure && offset < consumed ? steps : NONE;
  }

  @Override
  public synchronized List<Step> parts(long opened, long from, int most) {
    List<Step> parts = new ArrayList<>();
    goTo(from(opened, keyframes.last(at -> isBefore(at, opened, from))));
    while (parts.size() < most && advance()) {
      if (cursor.isClose(opened)) {
        return parts;
      }
      if (cursor.state().position <= opened || !isPart(opened)) {
        continue;
      }
      Step step = cursor.last();
      if (step.index() >= from) {
        parts.add(step);
      }
      if (step.kind() == Kind.OPEN && !skip(step.number())) {
        return parts;
      }
    }
    failed
        .filter(_ -> parts.size() < most)
        .flatMap(ReplayState::step)
        .filter(step -> isFailedPart(step, opened, from))
        .ifPresent(parts::add);
    return parts;
  }

  private static boolean isBefore(WalkState at, long opened, long part) {
    if (at.position < opened) {
      return true;
    }
    int depth = at.depthOf(opened);
    return depth >= 0 && at.next[depth] <= part;
  }

  private boolean isPart(long opened) {
    Step step = cursor.last();
    boolean value = step.part() == Part.VALUE || step.part() == Part.BYTES;
    int parent = cursor.state().depth - (step.kind() == Kind.OPEN ? 2 : 1);
    return value
        && step.kind() != Kind.CLOSE
        && parent >= 0
        && cursor.state().opened[parent] == opened;
  }

  private static boolean isFailedPart(Step step, long opened, long from) {
    return step.opened() == opened && step.index() >= from;
  }

  /** Goes behind a value; false if it never ends. */
  private boolean skip(long opened) {
    WalkState keyframe = keyframes.last(at -> at.position < opened || at.depthOf(opened) >= 0);
    if (keyframe.position > cursor.state().position) {
      cursor.goTo(keyframe);
    }
    while (advance()) {
      if (cursor.isClose(opened)) {
        return true;
      }
    }
    return false;
  }

  /** The value that was read; empty if there was an error. */
  public synchronized Optional<Object> value() {
    if (error.isPresent()) {
      return Optional.empty();
    }
    goTo(keyframes.upTo(0));
    ValueBuilder builder = new ValueBuilder();
    while (advance()) {
      builder.add(cursor);
    }
    return Optional.of(builder.value());
  }
}
