package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.StepperViewModel;
import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.FindViewModel;
import dev.fiberscope.app.session.Finder;
import dev.fiberscope.app.session.Finding;
import dev.fiberscope.app.session.MarksViewModel;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Words;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Everything that is asked for in one line, with the finder. */
final class Prompts {
  private final Supplier<FinderView> finder;
  private final SessionModel model;
  private final FindViewModel find;
  private final MarksViewModel marks;
  private final Runnable showTimeline;
  private final LongConsumer centre;
  private final Consumer<String> showEvents;

  /**
   * @param centre moves the timeline to a time
   * @param showEvents lists the events that have some words
   */
  Prompts(
      Supplier<FinderView> finder,
      SessionModel model,
      FindViewModel find,
      MarksViewModel marks,
      Runnable showTimeline,
      LongConsumer centre,
      Consumer<String> showEvents) {
    this.finder = finder;
    this.model = model;
    this.find = find;
    this.marks = marks;
    this.showTimeline = showTimeline;
    this.centre = centre;
    this.showEvents = showEvents;
  }

  /** Finds a command and does it. */
  void commands(List<Command> commands) {
    List<Command> ready = commands.stream().map(this::onTimeline).toList();
    finder.get().open("What do you want to do?", () -> text -> Finder.commands(ready, text));
  }

  /** What makes sense on the timeline only goes there first. */
  private Command onTimeline(Command command) {
    return command.everywhere()
        ? command
        : new Command(
            command.group(),
            command.label(),
            command.keys(),
            command.byMouse(),
            false,
            () -> {
              showTimeline.run();
              command.run().run();
            });
  }

  /** Finds something in the session. */
  void anything() {
    if (model.open() != null) {
      finder
          .get()
          .open(
              "Name of a fiber, carrier, type or method, a note, words of events",
              () -> {
                Finder inSession = new Finder(model.open(), find);
                return text -> findings(inSession, text);
              });
    }
  }

  private List<Finding> findings(Finder inSession, String text) {
    List<Finding> found = new ArrayList<>(inSession.find(text));
    Words words = Words.of(text);
    marks.marks().stream()
        .filter(mark -> !mark.note().isEmpty() && words.in("mark " + mark.note()))
        .map(
            mark ->
                new Finding(
                    mark.note(),
                    "mark",
                    () -> {
                      showTimeline.run();
                      centre.accept(mark.time());
                    }))
        .forEach(found::add);
    if (!text.isBlank()) {
      found.add(
          new Finding(
              "events with \u201c" + text.strip() + "\u201d",
              "events",
              () -> showEvents.accept(text.strip())));
    }
    return found;
  }

  /** Asks for a byte and goes to it. */
  void byteOf(StepperViewModel stepper) {
    line(
        "Offset of a byte, such as 24 or 0x18",
        (text, _) -> new Finding("byte " + text, "what it is", () -> stepper.toByte(text)));
  }

  /** Asks where hand-written decoders are. */
  void classPath(Consumer<Path> use) {
    line(
        "Path of the jar, or of the folder of classes, that has the decoder",
        (text, path) -> new Finding(text, "class path", () -> use.accept(path)));
  }

  private void line(String prompt, BiFunction<String, Path, Finding> answer) {
    finder
        .get()
        .open(
            prompt,
            () ->
                text ->
                    text.isBlank()
                        ? List.of()
                        : List.of(answer.apply(text.strip(), path(text.strip()))));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException none) {
      return Path.of("");
    }
  }

  /** Asks why a finding is to be muted. */
  void mute(
      dev.fiberscope.recordings.analysis.Finding hazard,
      BiConsumer<dev.fiberscope.recordings.analysis.Finding, String> take) {
    finder
        .get()
        .open(
            "Why is \u201c" + hazard.rule().title() + "\u201d no hazard here?",
            () ->
                text ->
                    text.isBlank()
                        ? List.of()
                        : List.of(
                            new Finding(
                                "Mute it: " + text.strip(),
                                "mute",
                                () -> take.accept(hazard, text))));
  }
}
