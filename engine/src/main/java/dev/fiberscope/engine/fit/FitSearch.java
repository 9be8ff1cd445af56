package dev.fiberscope.engine.fit;

import dev.fiberscope.engine.payload.Framing;
import dev.fiberscope.engine.payload.Framing.Frame;
import dev.fiberscope.engine.replay.QuickRead;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.wire.Fingerprint;
import dev.fiberscope.engine.wire.Format;
import dev.fiberscope.engine.wire.Release;
import dev.fiberscope.engine.wire.WireConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for ways to read bytes that do not fit their types: other configurations, small changes of
 * the types, something before the message, several messages.
 */
public final class FitSearch {
  private static final int MOST_STEPS = 300_000;
  private static final int MOST_HEADER = 64;
  private static final int MOST_FITS = 3;

  /** What is so much unlikelier than the best fit is noise. */
  private static final int MOST_WORSE = 2;

  private static final int CONFIG_COST = 1;
  private static final int FORMAT_COST = 2;
  private static final int FRAMING_COST = 2;
  private static final int HEADER_COST = 3;
  private static final int TINY = 2;
  private static final int ROW_COST = 2;
  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** Below this many bytes too many things fit by chance. */
  private static final int FEW_BYTES = 4;

  private final Schema schema;
  private final WireConfig config;
  private final byte[] bytes;
  private final Map<String, Schema> others;
  private final long deadline = System.nanoTime() + LONGEST.toNanos();
  private final List<Fit> fits = new ArrayList<>();
  private int tried;

  private FitSearch(
      Schema schema, WireConfig config, byte[] bytes, Map<String, Schema> otherTypes) {
    this.schema = schema;
    this.config = config;
    this.bytes = bytes;
    this.others = otherTypes;
  }

  /**
   * What was found.
   *
   * @param fits the likeliest first, three at most
   * @param tried how many ways were tried
   * @param whole false if there was no time for all
   */
  public record Found(List<Fit> fits, int tried, boolean whole) {
    /** What is to be said if nothing was found. */
    public String nothing() {
      return whole
          ? "No other configuration, and no small change of the types, makes all bytes decode ("
              + tried
              + " tried)."
          : "Nothing that makes all bytes decode was found within three seconds ("
              + tried
              + " ways tried; there are more).";
    }
  }

  /**
   * Looks for three seconds at most.
   *
   * @param otherTypes more types that the message may be, by their names
   */
  public static Found in(
      Schema schema, WireConfig config, byte[] bytes, Map<String, Schema> otherTypes) {
    FitSearch search = new FitSearch(schema, config, bytes, otherTypes);
    search.search();
    List<Fit> ranked = new ArrayList<>(search.fits);
    ranked.sort(Comparator.comparingInt(Fit::cost));
    int worst = ranked.isEmpty() ? 0 : ranked.getFirst().cost() + MOST_WORSE;
    ranked.removeIf(fit -> fit.cost() > worst);
    // Several changes may come to the same reading; people want different ones.
    Map<String, Fit> bySentence = new LinkedHashMap<>();
    ranked.forEach(fit -> bySentence.putIfAbsent(fit.sentence(), fit));
    return new Found(
        bySentence.values().stream().limit(MOST_FITS).toList(), search.tried, !search.isOver());
  }

  private void search() {
    if (bytes.length == 0) {
      return;
    }
    List<WireConfig> configs = configs();
    // First those that hardly fit by chance.
    for (WireConfig other : formats()) {
      boolean isSure =
          other.fingerprint().kind() != Fingerprint.Kind.NONE
              || other.release() != config.release();
      int cost = isSure ? CONFIG_COST : FORMAT_COST;
      read(schema, Optional.empty(), other, cost, "With " + named(other));
    }
    for (WireConfig other : configs) {
      if (!other.equals(config)) {
        read(schema, Optional.empty(), other, CONFIG_COST, "With " + named(other));
      }
    }
    for (WireConfig each : configs) {
      framings(each);
    }
    others.forEach(
        (name, other) -> {
          for (WireConfig each : configs) {
            int cost = 1 + (each.equals(config) ? 0 : CONFIG_COST);
            if (read(other, Optional.of(name), each, cost, "As " + name + also(each))) {
              return;
            }
          }
        });
    String list = "Vec<" + schema.typeName() + ">";
    read(new Schema(Type.vec(schema.root())), Optional.of(list), config, 2, "As " + list);
    List<TypeChange> changes = TypeChanges.of(schema.root());
    Set<String> fitting = new HashSet<>();
    for (WireConfig each : configs) {
      for (TypeChange change : changes) {
        int cost = 1 + change.cost() + (each.equals(config) ? 0 : 2 * CONFIG_COST);
        boolean known = fitting.contains(change.what());
        if (!known
            && read(
                new Schema(change.root()),
                Optional.empty(),
                each,
                cost,
                "With " + change.what() + also(each))) {
          fitting.add(change.what());
        }
      }
    }
    if (!isPadded()) {
      headers(configs);
    }
  }

  /** True if the message is read and nothing but zeros follow it: there is no header then. */
  private boolean isPadded() {
    QuickRead read = quick(schema, config, bytes, 0);
    return read.whole() && Advice.isPadding(bytes, read.consumed());
  }

  private boolean isOver() {
    return System.nanoTime() > deadline || Thread.currentThread().isInterrupted();
  }

  private String also(WireConfig other) {
    return other.equals(config) ? "" : ", and " + named(other) + ",";
  }

  /** The given one first. */
  private List<WireConfig> configs() {
    Set<WireConfig> all = new LinkedHashSet<>();
    all.add(config);
    if (config.limit() != WireConfig.NO_LIMIT) {
      all.add(config.withNoLimit());
    }
    all.add(WireConfig.standard());
    all.add(WireConfig.legacy());
    all.add(WireConfig.standard().withBigEndian());
    all.add(WireConfig.legacy().withBigEndian());
    return List.copyOf(all);
  }

  /** What fewer people use: CBOR, other limits and addresses, packed bits, fingerprints. */
  private List<WireConfig> formats() {
    Set<WireConfig> all = new LinkedHashSet<>();
    if (!config.isCbor()) {
      WireConfig cbor = WireConfig.standard().withFormat(Format.Cbor.PLAIN);
      all.add(cbor.withFingerprint(Fingerprint.OF_TYPES));
      all.add(cbor);
    }
    String types = schema.rustText();
    for (WireConfig each : configs()) {
      boolean hasPrint = each.fingerprint().kind() != Fingerprint.Kind.NONE;
      all.add(each.withFingerprint(hasPrint ? Fingerprint.NONE : Fingerprint.OF_TYPES));
      if (types.contains("BitPacked")) {
        all.add(each.withBitPacking(!each.packsBits()));
      }
      if (types.contains("SocketAddr") || each.limit() != WireConfig.NO_LIMIT) {
        all.add(each.withRelease(each.release() == Release.RC_7 ? Release.V3_1 : Release.RC_7));
      }
    }
    return List.copyOf(all);
  }

  /** A configuration as people write it. */
  public static String named(WireConfig config) {
    String fixed = ".with_fixed_int_encoding()";
    String text = config.toString();
    return text.contains(fixed) ? text.replace(fixed, "").replace("standard()", "legacy()") : text;
  }

  private QuickRead quick(Schema types, WireConfig by, byte[] message, int from) {
    return quick(types, by, message, from, Integer.MAX_VALUE);
  }

  private QuickRead quick(Schema types, WireConfig by, byte[] message, int from, int mostSteps) {
    tried++;
    return QuickRead.of(types, by, message, from, mostSteps, () -> !isOver());
  }

  /** True if all bytes are read. */
  private boolean read(Schema types, Optional<String> root, WireConfig by, int cost, String what) {
    if (isOver()) {
      return false;
    }
    // There are thousands of changes, but few configurations.
    boolean changed = root.isEmpty() && types != schema;
    QuickRead read = quick(types, by, bytes, 0, changed ? MOST_STEPS : Integer.MAX_VALUE);
    boolean fitting = read.whole() && read.consumed() == bytes.length;
    if (fitting) {
      int chance = bytes.length < FEW_BYTES ? 2 : 0;
      fits.add(
          new Fit(
              what + all(), types, root, by, 0, Optional.empty(), 1, cost + read.odd() + chance));
    }
    return fitting;
  }

  private String all() {
    return bytes.length == 1 ? " its one byte decodes." : " all " + bytes.length + " bytes decode.";
  }

  private void framings(WireConfig by) {
    for (Framing framing : Framing.values()) {
      if (isOver()) {
        return;
      }
      if (framing == Framing.ROW) {
        row(by);
      } else {
        framing.frames(bytes).ifPresent(frames -> framed(by, framing, frames));
      }
    }
  }

  private void framed(WireConfig by, Framing framing, List<Frame> frames) {
    int odd = 0;
    for (Frame frame : frames) {
      byte[] message = Arrays.copyOfRange(bytes, frame.from(), frame.to());
      QuickRead read = quick(schema, by, message, 0);
      if (!read.whole() || read.consumed() != message.length || isOver()) {
        return;
      }
      odd = Math.max(odd, read.odd());
    }
    int cost = FRAMING_COST + odd + (by.equals(config) ? 0 : CONFIG_COST);
    fits.add(
        new Fit(
            "With "
                + framing.text()
                + (frames.size() == 1 ? " message" : " of " + frames.size() + " messages")
                + also(by)
                + all(),
            schema,
            Optional.empty(),
            by,
            0,
            Optional.of(framing),
            frames.size(),
            cost));
  }

  private void row(WireConfig by) {
    int at = 0;
    int messages = 0;
    int odd = 0;
    while (at < bytes.length && !isOver()) {
      QuickRead read = quick(schema, by, bytes, at);
      if (!read.whole() || read.consumed() == 0) {
        return;
      }
      at += (int) read.consumed();
      messages++;
      odd = Math.max(odd, read.odd());
    }
    if (messages > 1 && at == bytes.length) {
      // Many tiny messages fit nearly everything.
      int tiny = bytes.length / messages <= TINY ? 3 : 0;
      int cost = ROW_COST + tiny + odd + (by.equals(config) ? 0 : CONFIG_COST);
      fits.add(
          new Fit(
              "As " + messages + " messages one after the other" + also(by) + all(),
              schema,
              Optional.empty(),
              by,
              0,
              Optional.of(Framing.ROW),
              messages,
              cost));
    }
  }

  private void headers(List<WireConfig> configs) {
    for (WireConfig by : configs) {
      for (int skip = 1; skip <= Math.min(MOST_HEADER, bytes.length - FEW_BYTES); skip++) {
        if (isOver()) {
          return;
        }
        QuickRead read = quick(schema, by, bytes, skip);
        if (read.whole() && read.consumed() == bytes.length - skip) {
          // Headers are mostly as long as a number.
          int usual = Integer.bitCount(skip) == 1 ? 0 : 3;
          int cost = HEADER_COST + usual + read.odd() + (by.equals(config) ? 0 : CONFIG_COST);
          fits.add(
              new Fit(
                  "Behind "
                      + (skip == 1 ? "a byte" : skip + " bytes")
                      + " of something else"
                      + also(by)
                      + " the other "
                      + read.consumed()
                      + " bytes decode.",
                  schema,
                  Optional.empty(),
                  by,
                  skip,
                  Optional.empty(),
                  1,
                  cost));
        }
      }
    }
  }
}
