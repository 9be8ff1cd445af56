package dev.fiberscope.engine.replay;

import dev.fiberscope.engine.replay.Step.Kind;
import dev.fiberscope.engine.replay.Step.Part;
import dev.fiberscope.engine.schema.Again;
import dev.fiberscope.engine.schema.LeafReader;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Presence;
import dev.fiberscope.engine.wire.DecodeError.EmptyEnum;
import dev.fiberscope.engine.wire.DecodeError.GuardHit;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.IntType;
import dev.fiberscope.engine.wire.Warning;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a message one step at a time, as {@code SchemaWalk} reads it at once: what is on the Java
 * stack there is a {@link WalkState} here, so that one can go back to any copy of it.
 */
final class SchemaSteps {
  /** What a list of bytes is read as. */
  private static final String BYTES = "[u8]";

  private static final String NO_FIELD = "";

  /** Bytes of a map that are read again only to warn. */
  private static final int MOST_AGAIN = 1 << 20;

  private static final Type LENGTH = new Type.Int(IntType.U64);
  private static final Type BYTE_TAG = new Type.Int(IntType.U8);
  private static final Type ENUM_TAG = new Type.Int(IntType.U32);

  private final Type root;
  private final WireReader wire;
  private final LeafReader leaves;
  private final int mostFrames;
  private final Decisions decisions;
  private final byte[] bytes;

  /** Steps before the root. */
  private final int first;

  private WalkState state = new WalkState();

  /** The last step, or what was tried last. */
  private final StepDraft now = new StepDraft();

  private boolean knowsLast;
  private Consumer<Warning> warned;

  /**
   * @param mostFrames the guard: a value within as many others is refused
   */
  SchemaSteps(Type root, WireConfig config, byte[] bytes, int mostFrames, Decisions decisions) {
    this.root = root;
    this.wire = WireReader.over(config, bytes);
    this.leaves = new LeafReader(wire);
    this.mostFrames = mostFrames;
    this.decisions = decisions;
    this.bytes = bytes;
    this.first = leaves.hasFingerprint() ? 1 : 0;
  }

  /**
   * Tells of what is read although it is wrong.
   *
   * @param told null for nobody
   */
  void whenWarned(Consumer<Warning> told) {
    warned = told;
    wire.whenWarned(told);
  }

  /** Where it stands; changes with the next step. */
  WalkState state() {
    return state;
  }

  /** Reads the message that begins at a byte, in place of the first one. */
  SchemaSteps from(int offset) {
    wire.goTo(offset, 0);
    state.offset = offset;
    return this;
  }

  /** Goes to a keyframe. What the last step there was is not known until another one is taken. */
  void goTo(WalkState keyframe) {
    knowsLast = false;
    state = keyframe.copy();
    wire.goTo(state.offset, state.claimed);
    leaves.freeElements(state.freeElements);
    int last = state.bitsLeft == 0 ? 0 : bytes[(int) state.offset - 1] & 0xff;
    leaves.bitsLeft(last, state.bitsLeft);
  }

  /**
   * Takes a step.
   *
   * @return false if there is none left
   * @throws DecodeException if what is to be read is not there, or wrong; {@link #last} tells what
   */
  boolean step() {
    knowsLast = false;
    if (state.depth == 0) {
      if (state.position > first) {
        return false;
      }
      if (state.position < first) {
        fingerprint();
      } else {
        begin(root, NO_FIELD, WalkState.NO_INDEX);
      }
    } else {
      within(state.depth - 1);
    }
    state.position++;
    state.offset = wire.offset();
    state.claimed = wire.claimed();
    state.freeElements = leaves.freeElements();
    state.bitsLeft = leaves.bitsLeft();
    knowsLast = true;
    return true;
  }

  private void within(int top) {
    if (state.parts[top] < 0 && header(top)) {
      return;
    }
    skipAbsent(top);
    if (state.next[top] == state.parts[top]) {
      close(top);
    } else if (!isEnd(top)) {
      part(top);
    }
  }

  private void fingerprint() {
    next(Part.FINGERPRINT, NO_FIELD, WalkState.NO_INDEX);
    leaf(LENGTH, "fingerprint");
    now.value = leaves.fingerprint(root);
    now.kind = Kind.READ;
  }

  /** Before an element: true if a break was read instead. */
  private boolean isEnd(int top) {
    Type element =
        switch (state.types[top]) {
          case Type.Sequence sequence -> sequence.element();
          case Type.Mapping mapping when state.next[top] % 2 == 0 -> mapping.pair();
          default -> null;
        };
    if (element == null || isRaw(top)) {
      return false;
    }
    next(Part.LENGTH, "break", WalkState.NO_INDEX);
    leaf(LENGTH, "break");
    if (!leaves.isEnd(element, state.details[top])) {
      return false;
    }
    now.kind = Kind.READ;
    state.parts[top] = state.next[top];
    return true;
  }

  /** True if the elements are plain bytes, which are read at once. */
  private boolean isRaw(int top) {
    return state.raw[top];
  }

  /** True if {@link #last} is the step that led here. */
  boolean knowsLast() {
    return knowsLast;
  }

  /** The last step; where none was taken because of an error, what was tried. */
  Step last() {
    return now.step(state, wire.offset());
  }

  /** What the last step read of the message, null if it read nothing. */
  Object lastValue() {
    return now.kind == Kind.READ && now.part != Part.FINGERPRINT ? now.value : null;
  }

  /** True if the last step closed what a step opened. */
  boolean isClose(long openedBy) {
    return now.kind == Kind.CLOSE && now.opened == openedBy;
  }

  /** The error with its place. */
  DecodeException placed(DecodeException problem) {
    return now.placed(problem, state);
  }

  /** What is read next belongs to this field or element. */
  private void next(Part what, String name, long element) {
    now.begin(what, name, element, wire.offset());
    now.opened = state.depth == 0 ? 0 : state.opened[state.depth - 1];
  }

  private void leaf(Type of, String name) {
    now.leaf(of, name);
  }

  private void begin(Type declared, String name, long element) {
    Type plain = declared;
    Type.Wrapper bound = null;
    while (true) {
      if (plain instanceof Type.Wrapper wrapper) {
        bound = wrapper.most() == Type.ANY ? bound : wrapper;
        plain = wrapper.inner();
      } else if (plain instanceof Type.Named named) {
        plain = named.target();
      } else {
        break;
      }
    }
    next(Part.VALUE, name, element);
    if (plain instanceof Type.Int
        || plain instanceof Type.NonZero
        || plain instanceof Type.Primitive) {
      leaf(plain, plain.toString());
      if (bound != null && leaves.isMisread(bound)) {
        now.value = leaves.misread(bound);
      } else {
        now.value = leaves.value(plain);
        if (bound != null) {
          LeafReader.checkBound(bound, now.value, now.start);
        }
      }
      now.kind = Kind.READ;
    } else {
      open(plain);
    }
  }

  private void open(Type container) {
    now.type = container;
    now.typeName = container.toString();
    if (state.depth == mostFrames) {
      throw new DecodeException(new GuardHit(mostFrames), wire.offset());
    }
    state.push(container, now.field, now.index, wire.offset());
    state.parts[state.depth - 1] =
        switch (container) {
          case Type.Tuple tuple -> tuple.elements().size();
          case Type.Range _ -> 2;
          case Type.Struct struct when !leaves.isHeaded(struct.packing()) -> struct.fields().size();
          default -> WalkState.UNKNOWN;
        };
    now.opened = state.position + 1;
    now.kind = Kind.OPEN;
  }

  private void close(int top) {
    boolean isSmall = wire.offset() - state.offsets[top] <= MOST_AGAIN;
    if (leaves.refusesDuplicates() || leaves.warnsOfDuplicates() && isSmall) {
      findDuplicates(top);
    }
    leaves.flush();
    now.kind = Kind.CLOSE;
    now.part = Part.VALUE;
    now.field = state.fields[top];
    now.index = state.indexes[top];
    now.partIndex = top == 0 ? 0 : state.next[top - 1] - 1;
    now.type = state.types[top];
    now.typeName = now.type.toString();
    now.start = state.offsets[top];
    now.opened = state.opened[top];
    now.value = null;
    now.isLeaf = false;
    now.bits = Optional.empty();
    state.depth--;
  }

  private void refuse(Type of, Again.Refused refused) {
    // No value of its own: the element was read, and shows.
    next(Part.LENGTH, refused.label(), WalkState.NO_INDEX);
    now.type = of;
    now.typeName = of.toString();
    throw refused.problem();
  }

  /** Reads a map or a set once more, at once, as it says which element is there twice. */
  private void findDuplicates(int top) {
    boolean mayHave =
        state.types[top] instanceof Type.Mapping
            || state.types[top] instanceof Type.Sequence sequence && sequence.kind().isSet();
    if (mayHave) {
      Again.read(state.types[top], wire.config(), bytes, state.offsets[top], warned)
          .ifPresent(refused -> refuse(state.types[top], refused));
    }
  }

  /** Reads what says how many parts there are. False if nothing on the wire does. */
  private boolean header(int top) {
    return switch (state.types[top]) {
      case Type.Sequence sequence -> {
        atLength();
        yield length(top, leaves.length(sequence), 1);
      }
      case Type.Mapping mapping -> {
        atLength();
        yield length(top, leaves.length(mapping), 2);
      }
      case Type.Option option -> {
        int tag = tag(top, option, "tag", BYTE_TAG, 2);
        state.parts[top] = tag;
        yield true;
      }
      case Type.Result result -> {
        next(Part.TAG, NO_FIELD, WalkState.NO_INDEX);
        leaves.claimResult();
        tag(top, result, "tag", result.tag() == IntType.U8 ? BYTE_TAG : ENUM_TAG, 2);
        state.parts[top] = 1;
        yield true;
      }
      case Type.Bound bound -> {
        int tag = tag(top, bound, "variant", ENUM_TAG, 3);
        state.parts[top] = Math.min(1, tag);
        yield true;
      }
      case Type.Struct struct -> head(top, struct.fields());
      case Type.Enum sum when state.parts[top] == WalkState.HEAD ->
          head(top, sum.variants().get((int) state.details[top]).fields());
      case Type.Enum sum -> variant(top, sum);
      case Type.Array array -> array(top, array);
      default -> throw new IllegalStateException(state.types[top] + " has no header");
    };
  }

  private boolean array(int top, Type.Array array) {
    boolean headed = leaves.isHeaded(Type.Packing.NONE);
    if (headed) {
      atLength();
    } else {
      next(Part.VALUE, NO_FIELD, WalkState.NO_INDEX);
    }
    leaves.begin(array);
    length(top, array.length(), 1);
    now.kind = headed ? Kind.READ : Kind.FAIL;
    return headed;
  }

  private boolean head(int top, List<Type.Field> fields) {
    atLength();
    leaves.head(fields);
    state.parts[top] = fields.size();
    now.value = (long) fields.size();
    now.kind = Kind.READ;
    return true;
  }

  private void atLength() {
    next(Part.LENGTH, "length", WalkState.NO_INDEX);
    leaf(LENGTH, LENGTH.toString());
  }

  private boolean length(int top, long length, int partsOfEach) {
    state.details[top] = length;
    // More than any message has, so that the count of parts is one.
    long parts = length < 0 || length > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : length * partsOfEach;
    state.raw[top] = leaves.isRaw();
    state.parts[top] = leaves.isRaw() ? 1 : parts;
    now.value = wire.cbor() != null && length == WireReader.INDEFINITE ? null : (Long) length;
    now.kind = Kind.READ;
    return true;
  }

  private int tag(int top, Type owner, String name, Type travelsAs, int variants) {
    next(Part.TAG, name, WalkState.NO_INDEX);
    leaf(travelsAs, travelsAs.toString());
    int tag = leaves.tag(owner, ((Type.Int) travelsAs).type(), variants);
    state.details[top] = tag;
    now.value = (long) tag;
    now.kind = Kind.READ;
    return tag;
  }

  private boolean variant(int top, Type.Enum sum) {
    next(Part.TAG, NO_FIELD, WalkState.NO_INDEX);
    now.type = sum;
    now.typeName = sum.toString();
    if (sum.variants().isEmpty()) {
      throw new DecodeException(new EmptyEnum(sum.path()), wire.offset());
    }
    int variant;
    switch (sum.tagging()) {
      case INDEX ->
          variant =
              leaves.packs(sum.packing())
                  ? packedTag(sum)
                  : tag(top, sum, "variant", ENUM_TAG, sum.variants().size());
      case NAME -> {
        next(Part.TAG, "tag", WalkState.NO_INDEX);
        leaf(Type.Primitive.STRING, Type.Primitive.STRING.toString());
        variant = leaves.namedTag(sum);
        now.value = sum.variants().get(variant).name();
        now.kind = Kind.READ;
      }
      default -> variant = decisions.choose(state.decisions++, sum.variants().size());
    }
    state.details[top] = variant;
    int fields = sum.variants().get(variant).fields().size();
    boolean headed = fields > 0 && leaves.isHeaded(sum.packing());
    state.parts[top] = headed ? WalkState.HEAD : fields;
    return sum.tagging() != Type.Tagging.NONE;
  }

  private int packedTag(Type.Enum sum) {
    next(Part.TAG, "variant", WalkState.NO_INDEX);
    leaf(ENUM_TAG, sum.tagBits() + (sum.tagBits() == 1 ? " bit" : " bits"));
    atBits(sum.tagBits(), sum.packing());
    int variant = leaves.packedTag(sum);
    now.value = (long) variant;
    now.kind = Kind.READ;
    return variant;
  }

  /** What is read next begins within a byte. */
  private void atBits(int count, Type.Packing packing) {
    int left = leaves.bitsLeft();
    now.start = wire.offset() - (left > 0 ? 1 : 0);
    now.bits =
        Optional.of(new Step.Bits(left > 0 ? Byte.SIZE - left : 0, count, leaves.isMsb(packing)));
  }

  /** Fields that did not travel are no steps. */
  private void skipAbsent(int top) {
    List<Type.Field> fields =
        switch (state.types[top]) {
          case Type.Struct struct -> struct.fields();
          case Type.Enum sum -> sum.variants().get((int) state.details[top]).fields();
          default -> List.of();
        };
    while (state.next[top] < fields.size() && isAbsent(fields.get((int) state.next[top]))) {
      state.next[top]++;
    }
  }

  private boolean isAbsent(Type.Field next) {
    return next.presence() == Presence.NEVER
        || next.presence() == Presence.SOMETIMES && decisions.choose(state.decisions++, 2) == 1;
  }

  private void part(int top) {
    long at = state.next[top]++;
    now.partIndex = at;
    switch (state.types[top]) {
      case Type.Sequence sequence -> elementOrBytes(top, sequence.element(), at);
      case Type.Array array -> elementOrBytes(top, array.element(), at);
      case Type.Mapping mapping ->
          begin((at & 1) == 0 ? mapping.key() : mapping.value(), NO_FIELD, at >>> 1);
      case Type.Option option -> begin(option.inner(), "Some", WalkState.NO_INDEX);
      case Type.Result result -> {
        boolean ok = state.details[top] == 0;
        begin(ok ? result.ok() : result.error(), ok ? "Ok" : "Err", WalkState.NO_INDEX);
      }
      case Type.Bound bound ->
          begin(
              bound.inner(), state.details[top] == 1 ? "Included" : "Excluded", WalkState.NO_INDEX);
      case Type.Tuple tuple ->
          begin(tuple.elements().get((int) at), String.valueOf(at), WalkState.NO_INDEX);
      case Type.Range range -> begin(range.bound(), at == 0 ? "start" : "end", WalkState.NO_INDEX);
      case Type.Struct struct -> field(struct.fields().get((int) at), struct.packing());
      case Type.Enum sum ->
          field(sum.variants().get((int) state.details[top]).fields().get((int) at), sum.packing());
      default -> throw new IllegalStateException(state.types[top] + " has no parts");
    }
  }

  private void field(Type.Field its, Type.Packing packing) {
    if (its.bits() == 0 || !leaves.packs(packing)) {
      leaves.flush();
      begin(its.type(), its.name(), WalkState.NO_INDEX);
      return;
    }
    next(Part.VALUE, its.name(), WalkState.NO_INDEX);
    leaf(its.type(), its.type().toString());
    atBits(its.bits(), packing);
    now.value = leaves.packed(its, packing);
    now.kind = Kind.READ;
  }

  private void elementOrBytes(int top, Type element, long at) {
    if (isRaw(top)) {
      next(Part.BYTES, "bytes", WalkState.NO_INDEX);
      leaf(state.types[top], BYTES);
      now.value = leaves.raw(state.details[top]);
      now.kind = Kind.READ;
    } else {
      begin(element, NO_FIELD, at);
    }
  }
}
