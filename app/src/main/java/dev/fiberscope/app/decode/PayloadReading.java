package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.MessageException;
import dev.fiberscope.app.message.MessageTypes;
import dev.fiberscope.app.message.Messages;
import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.engine.fit.Advice;
import dev.fiberscope.engine.fit.Fit;
import dev.fiberscope.engine.fit.FitSearch;
import dev.fiberscope.engine.payload.Framing;
import dev.fiberscope.engine.payload.Framing.Frame;
import dev.fiberscope.engine.payload.Payload;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;

/** Makes of types and bytes that somebody put in what is shown of them. */
public final class PayloadReading {
  /** How many messages there are. */
  public enum Many {
    ONE("one message", Optional.empty()),
    AUTO("several, found out how", Optional.empty()),
    ROW(Framing.ROW),
    U32(Framing.U32),
    U32BE(Framing.U32BE),
    U64(Framing.U64),
    U64BE(Framing.U64BE),
    U16(Framing.U16),
    U16BE(Framing.U16BE),
    VARINT(Framing.VARINT);

    private final String text;
    private final Optional<Framing> framing;

    Many(String text, Optional<Framing> framing) {
      this.text = text;
      this.framing = framing;
    }

    Many(Framing framing) {
      this("several, " + framing.text(), Optional.of(framing));
    }

    /** What stands before each; empty if that is not said. */
    Optional<Framing> framing() {
      return framing;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What came of it.
   *
   * @param problem why nothing could be decoded, in a sentence; else empty
   * @param roots the types that a message may be
   * @param payload null if there are no bytes
   * @param messages the messages, one if there is but one
   * @param schema the types as they are read, empty if they cannot be
   * @param lines what is to be said of the message that is shown
   * @param fits other ways to read it, by which all bytes fit
   * @param notation of CBOR without types, a line each
   */
  public record Result(
      String problem,
      List<String> roots,
      Payload payload,
      List<Frame> messages,
      String schema,
      List<String> lines,
      List<Fit> fits,
      List<String> notation) {
    static final Result NOTHING =
        new Result("", List.of(), null, List.of(), "", List.of(), List.of(), List.of());
  }

  private static final int MOST_WARNINGS = 10;

  /** A result, and the message to step through if there is one. */
  record Made(Result result, Optional<SteppedMessage> message) {}

  /** Everything that somebody put in. */
  record Asked(
      String rust,
      Optional<String> root,
      String config,
      String text,
      Path file,
      Many many,
      int number,
      int skip) {}

  static Result failure(String sentence) {
    return failure(sentence, List.of(), null);
  }

  private static Result failure(String sentence, List<String> roots, Payload payload) {
    return new Result(sentence, roots, payload, List.of(), "", List.of(), List.of(), List.of());
  }

  /**
   * Reads it all.
   *
   * @param first takes what is known before other ways to read it are tried
   * @param goOn told the share that is done; false cancels
   */
  static Made make(Asked asked, Consumer<Made> first, DoublePredicate goOn) throws IOException {
    List<String> roots = List.of();
    Payload payload = null;
    try {
      if (asked.rust().isBlank()) {
        payload = payload(asked);
        Result untyped = payload == null ? Result.NOTHING : AnyCbor.of(payload, asked.skip());
        return new Made(untyped, Optional.empty());
      }
      roots = RustSchema.roots(asked.rust());
      payload = payload(asked);
      MessageTypes types =
          MessageTypes.read(asked.rust(), asked.root(), asked.config(), Optional.empty());
      if (payload == null) {
        return new Made(
            new Result("", roots, null, List.of(), "", types.notes(), List.of(), List.of()),
            Optional.empty());
      }
      return decoded(asked, first, goOn, roots, payload, types);
    } catch (SchemaException | MessageException wrong) {
      return new Made(failure(wrong.getMessage(), roots, payload), Optional.empty());
    }
  }

  private static Payload payload(Asked asked) throws IOException, MessageException {
    if (asked.file() != null) {
      return Payload.ofFile(Files.readAllBytes(asked.file()));
    }
    if (asked.text().isBlank()) {
      return null;
    }
    Optional<Payload> payload;
    try {
      payload = Payload.ofText(asked.text());
    } catch (IllegalArgumentException broken) {
      throw new MessageException(broken.getMessage(), broken);
    }
    return payload.orElseThrow(
        () ->
            new MessageException(
                "These bytes are no hex, no hex dump, no base64 and no list of numbers."));
  }

  private static Made decoded(
      Asked asked,
      Consumer<Made> first,
      DoublePredicate goOn,
      List<String> roots,
      Payload payload,
      MessageTypes types)
      throws MessageException {
    int skipped = Math.min(asked.skip(), payload.bytes().length);
    byte[] all =
        skipped == 0
            ? payload.bytes()
            : Arrays.copyOfRange(payload.bytes(), skipped, payload.bytes().length);
    List<Frame> frames = List.of(new Frame(0, all.length));
    Optional<String> left = Optional.empty();
    if (asked.many() != Many.ONE) {
      Messages messages =
          asked
              .many()
              .framing
              .map(framing -> Messages.of(all, framing, types))
              .orElseGet(() -> Messages.guess(all, types));
      frames = messages.frames();
      left = messages.problem();
    }
    if (frames.isEmpty()) {
      throw new MessageException("There is no message: " + left.orElse("there are no bytes") + ".");
    }
    Frame frame = frames.get(Math.clamp(asked.number(), 0, frames.size() - 1));
    byte[] bytes =
        frames.size() == 1 && frame.to() - frame.from() == all.length
            ? all
            : Arrays.copyOfRange(all, frame.from(), frame.to());
    double size = Math.max(1, bytes.length);
    SchemaReplay replay =
        SchemaReplay.of(types.schema(), types.config(), bytes, done -> goOn.test(done / size));
    SteppedMessage message =
        new SteppedMessage(
            types.schema().typeName(),
            types.config(),
            bytes,
            Optional.of(replay),
            "",
            false,
            List.of(),
            Optional.empty());
    Result soFar = told(roots, payload, types, frames, left, replay);
    boolean fits = replay.error().isEmpty() && replay.consumed() == bytes.length;
    Made made = new Made(soFar, Optional.of(message));
    if (!fits) {
      // What it may be instead takes a while to find.
      first.accept(made);
      return new Made(withFits(soFar, types, replay), Optional.of(message));
    }
    return made;
  }

  private static Result told(
      List<String> roots,
      Payload payload,
      MessageTypes types,
      List<Frame> frames,
      Optional<String> left,
      SchemaReplay replay) {
    List<String> lines = new ArrayList<>(types.notes());
    left.ifPresent(why -> lines.add("Then " + why + "."));
    replay.warnings().stream().limit(MOST_WARNINGS).forEach(each -> lines.add(each.text()));
    long unread = replay.bytes().length - replay.consumed();
    if (replay.error().isEmpty() && unread > 0) {
      lines.add(
          "The message ends at offset "
              + replay.consumed()
              + "; "
              + unread
              + (unread == 1 ? " byte follows it." : " bytes follow it."));
    }
    lines.addAll(Advice.of(replay, types.config()));
    if (replay.error().isEmpty() && unread > 0) {
      lines.addAll(Advice.ofRest(replay));
    }
    return new Result(
        "", roots, payload, frames, types.schema().rustText(), lines, List.of(), List.of());
  }

  private static Result withFits(Result soFar, MessageTypes types, SchemaReplay replay) {
    FitSearch.Found found =
        FitSearch.in(types.schema(), types.config(), replay.bytes(), types.others());
    // Of one of several messages only what concerns all of them can be used.
    boolean one = soFar.messages().size() == 1;
    List<Fit> fits =
        found.fits().stream()
            .filter(fit -> one || fit.skipped() == 0 && fit.framing().isEmpty())
            .toList();
    List<String> lines = new ArrayList<>(soFar.lines());
    if (fits.isEmpty()) {
      Advice.ofCut(replay).ifPresent(lines::add);
      lines.add(found.nothing());
    }
    return new Result(
        "",
        soFar.roots(),
        soFar.payload(),
        soFar.messages(),
        soFar.schema(),
        lines,
        fits,
        List.of());
  }

  private PayloadReading() {}
}
