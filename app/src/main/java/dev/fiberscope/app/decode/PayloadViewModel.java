package dev.fiberscope.app.decode;

import dev.fiberscope.app.message.GivenMessage;
import dev.fiberscope.app.message.MessageException;
import dev.fiberscope.app.message.MessageTypes;
import dev.fiberscope.app.message.Messages;
import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.message.SteppedMessage.Place;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.Settings;
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
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Bytes that somebody has, and types as Rust has them: decoded as one types. */
public final class PayloadViewModel {
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
   */
  public record Result(
      String problem,
      List<String> roots,
      Payload payload,
      List<Frame> messages,
      String schema,
      List<String> lines,
      List<Fit> fits) {
    static final Result NOTHING =
        new Result("", List.of(), null, List.of(), "", List.of(), List.of());
  }

  private record Made(Result result, Optional<SteppedMessage> message) {}

  private static final String KEY = "payload.";
  private static final int MOST_REMEMBERED = 20_000;

  private final Background decoding;
  private final Settings settings;
  private final StepperViewModel stepper;
  private final StringProperty rust = new SimpleStringProperty("");
  private final StringProperty root = new SimpleStringProperty("");
  private final StringProperty config = new SimpleStringProperty("standard()");
  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<Path> file = new SimpleObjectProperty<>();
  private final ObjectProperty<Many> many = new SimpleObjectProperty<>(Many.ONE);
  private final IntegerProperty shown = new SimpleIntegerProperty(0);
  private final IntegerProperty skip = new SimpleIntegerProperty(0);
  private final ReadOnlyStringWrapper ownTypes = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Result> result = new ReadOnlyObjectWrapper<>(Result.NOTHING);

  /**
   * @param decoding where it is decoded
   * @param running where runs to a breakpoint run
   */
  public PayloadViewModel(Background decoding, Background running, Settings settings) {
    this.decoding = decoding;
    this.stepper = new StepperViewModel(running);
    this.settings = settings;
    rust.set(settings.get(KEY + "rust", ""));
    root.set(settings.get(KEY + "root", ""));
    config.set(settings.get(KEY + "config", "standard()"));
    rust.addListener(_ -> changed());
    root.addListener(_ -> changed());
    config.addListener(_ -> changed());
    text.addListener(_ -> changed());
    many.addListener(_ -> changed());
    shown.addListener(_ -> changed());
    skip.addListener(_ -> changed());
    file.addListener(_ -> changed());
  }

  public StepperViewModel stepper() {
    return stepper;
  }

  /** The types, as Rust text. */
  public StringProperty rustProperty() {
    return rust;
  }

  /** The message's type; empty to have it found out. */
  public StringProperty rootProperty() {
    return root;
  }

  public StringProperty configProperty() {
    return config;
  }

  /** The bytes as text, unless they are in a file. */
  public StringProperty textProperty() {
    return text;
  }

  /** The file that has the bytes, null if there is none. */
  public ObjectProperty<Path> fileProperty() {
    return file;
  }

  public ObjectProperty<Many> manyProperty() {
    return many;
  }

  /** Which of several messages is shown, from 0. */
  public IntegerProperty shownProperty() {
    return shown;
  }

  /** Bytes before the first message that belong to something else. */
  public IntegerProperty skipProperty() {
    return skip;
  }

  public ReadOnlyObjectProperty<Result> resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** What is being decoded, in words; empty if nothing is. */
  public Background decoding() {
    return decoding;
  }

  /** Takes types from a Rust file, and bytes from any other one. */
  public void open(Path path) {
    if (path.toString().endsWith(".rs")) {
      try {
        rust.set(Files.readString(path));
      } catch (IOException unreadable) {
        result.set(failure(ErrorSentence.of(unreadable)));
      }
    } else {
      shown.set(0);
      skip.set(0);
      file.set(path);
    }
  }

  /** Takes all of what somebody gave. */
  public void open(GivenMessage given) {
    rust.set(given.rust());
    root.set(given.root());
    config.set(given.config());
    skip.set(0);
    shown.set(0);
    text.set(given.text());
    file.set(given.file().orElse(null));
  }

  /** Reads the bytes in another way. */
  public void use(Fit fit) {
    config.set(FitSearch.named(fit.config()));
    if (fit.skipped() > 0) {
      skip.set(skip.get() + fit.skipped());
    }
    fit.framing().ifPresent(this::several);
    if (fit.root().isPresent()) {
      root.set(fit.root().get());
    } else if (!fit.schema().rustText().equals(result.get().schema())) {
      ownTypes.set(rust.get());
      root.set("");
      rust.set(fit.schema().rustText().replace("\n", "\n\n"));
    }
  }

  private void several(Framing framing) {
    many.set(
        Arrays.stream(Many.values())
            .filter(each -> each.framing.equals(Optional.of(framing)))
            .findFirst()
            .orElse(Many.AUTO));
  }

  /** The types that somebody wrote, while changed ones are shown in their place; else empty. */
  public ReadOnlyStringProperty ownTypesProperty() {
    return ownTypes.getReadOnlyProperty();
  }

  /** Shows the types again that somebody wrote. */
  public void restoreTypes() {
    String own = ownTypes.get();
    ownTypes.set("");
    rust.set(own);
  }

  private void changed() {
    String types = rust.get();
    Optional<String> wanted =
        root.get() == null || root.get().isBlank()
            ? Optional.empty()
            : Optional.of(root.get().strip());
    String by = config.get();
    String bytes = text.get();
    Path from = file.get();
    Many how = many.get();
    int number = shown.get();
    int skipped = skip.get();
    decoding.startSoon(
        "Decoding",
        task -> make(new Asked(types, wanted, by, bytes, from, how, number, skipped), task),
        made -> {
          boolean same =
              made.message().isPresent() && made.message().equals(stepper.messageProperty().get());
          if (same) {
            result.set(made.result());
          } else {
            show(made);
          }
        },
        problem -> show(new Made(failure(ErrorSentence.of(problem)), Optional.empty())));
  }

  private record Asked(
      String rust,
      Optional<String> root,
      String config,
      String text,
      Path file,
      Many many,
      int number,
      int skip) {}

  private static Result failure(String sentence) {
    return failure(sentence, List.of(), null);
  }

  private static Result failure(String sentence, List<String> roots, Payload payload) {
    return new Result(sentence, roots, payload, List.of(), "", List.of(), List.of());
  }

  private void show(Made made) {
    remember();
    result.set(made.result());
    made.message()
        .ifPresentOrElse(
            message -> stepper.show(message, new Place(message.steps(), StepperViewModel.NONE)),
            stepper::clear);
  }

  /** What was decoded last is there again the next time. */
  private void remember() {
    String types = ownTypes.get().isEmpty() ? rust.get() : ownTypes.get();
    keep("root", root.get());
    keep("config", config.get());
    if (types.length() <= MOST_REMEMBERED) {
      keep("rust", types);
    }
  }

  private void keep(String name, String value) {
    if (!settings.get(KEY + name, "").equals(value)) {
      settings.put(KEY + name, value);
    }
  }

  private Made make(Asked asked, Background.Task task) throws IOException {
    List<String> roots = List.of();
    Payload payload = null;
    try {
      if (asked.rust().isBlank()) {
        return new Made(Result.NOTHING, Optional.empty());
      }
      roots = RustSchema.roots(asked.rust());
      payload = payload(asked);
      MessageTypes types =
          MessageTypes.read(asked.rust(), asked.root(), asked.config(), Optional.empty());
      if (payload == null) {
        return new Made(
            new Result("", roots, null, List.of(), "", types.notes(), List.of()), Optional.empty());
      }
      return decoded(asked, task, roots, payload, types);
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

  private Made decoded(
      Asked asked, Background.Task task, List<String> roots, Payload payload, MessageTypes types)
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
        SchemaReplay.of(
            types.schema(),
            types.config(),
            bytes,
            done -> {
              task.progress("Decoding", done / size);
              return !Thread.currentThread().isInterrupted();
            });
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
      task.show(() -> show(made));
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
    long unread = replay.bytes().length - replay.consumed();
    if (replay.error().isEmpty() && unread > 0) {
      lines.add(
          "The message ends at offset "
              + replay.consumed()
              + "; "
              + unread
              + (unread == 1 ? " byte follows it." : " bytes follow it."));
    }
    lines.addAll(Advice.of(replay));
    if (replay.error().isEmpty() && unread > 0) {
      lines.addAll(Advice.ofRest(replay));
    }
    return new Result("", roots, payload, frames, types.schema().rustText(), lines, List.of());
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
        "", soFar.roots(), soFar.payload(), soFar.messages(), soFar.schema(), lines, fits);
  }
}
