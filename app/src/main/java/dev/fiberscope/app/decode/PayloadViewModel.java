package dev.fiberscope.app.decode;

import dev.fiberscope.app.decode.PayloadReading.Asked;
import dev.fiberscope.app.decode.PayloadReading.Made;
import dev.fiberscope.app.decode.PayloadReading.Many;
import dev.fiberscope.app.decode.PayloadReading.Result;
import dev.fiberscope.app.message.GivenMessage;
import dev.fiberscope.app.message.SteppedMessage.Place;
import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.ErrorSentence;
import dev.fiberscope.app.session.Settings;
import dev.fiberscope.engine.fit.Fit;
import dev.fiberscope.engine.fit.FitSearch;
import dev.fiberscope.engine.payload.Framing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Bytes that somebody has, and types as Rust has them: decoded as one types. */
public final class PayloadViewModel {
  private static final String KEY = "payload.";
  private static final int MOST_REMEMBERED = 20_000;

  private final Background decoding;
  private final Settings settings;
  private final StepperViewModel stepper;
  private final BooleanProperty open = new SimpleBooleanProperty();
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

  /** True while it is shown rather than a recorded decode. */
  public BooleanProperty openProperty() {
    return open;
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
        result.set(PayloadReading.failure(ErrorSentence.of(unreadable)));
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
            .filter(each -> each.framing().equals(Optional.of(framing)))
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
        task ->
            PayloadReading.make(
                new Asked(types, wanted, by, bytes, from, how, number, skipped),
                first -> task.show(() -> show(first)),
                share -> {
                  task.progress("Decoding", share);
                  return !Thread.currentThread().isInterrupted();
                }),
        made -> {
          boolean same =
              made.message().isPresent() && made.message().equals(stepper.messageProperty().get());
          if (same) {
            result.set(made.result());
          } else {
            show(made);
          }
        },
        problem ->
            show(new Made(PayloadReading.failure(ErrorSentence.of(problem)), Optional.empty())));
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
}
