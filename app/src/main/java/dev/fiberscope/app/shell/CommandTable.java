package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.decode.StepperViewModel;
import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.FindViewModel;
import dev.fiberscope.app.session.LiveViewModel;
import dev.fiberscope.app.session.MarksViewModel;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.timeline.Arrangement.Grouping;
import dev.fiberscope.app.timeline.Arrangement.Sorting;
import dev.fiberscope.app.timeline.LanesViewModel;
import dev.fiberscope.app.timeline.TimelineViewModel;
import dev.fiberscope.app.timeline.WalkViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/** Everything that keys do. The list of keys that people see is made from it. */
final class CommandTable {
  private static final String MOVE = "Move";
  private static final String SELECT = "Select";
  private static final String LANES = "Lanes";
  private static final String MARKS = "Mark and find";
  static final String DECODE = "Decode";
  private static final String LIVE = "Live";
  private static final String WINDOW = "Window";

  /** What only the frame of the window can do. */
  record WindowActions(
      Consumer<Place> show,
      Runnable chooseFile,
      Runnable savePicture,
      Runnable saveTable,
      Runnable saveTrace,
      Runnable otherTheme,
      Runnable showKeys,
      Runnable startTour,
      Runnable findCommand,
      Runnable findAnything,
      Runnable filter,
      Runnable pauseOrFollow,
      Runnable goToByte,
      Runnable decodePayload) {}

  /** What only the lanes can do, because they know where the pointer is. */
  record LaneActions(
      DoubleConsumer zoom, Runnable markMoment, Runnable keepMark, Runnable editMark) {}

  private final List<Command> commands = new ArrayList<>();

  CommandTable(
      WindowActions window,
      LaneActions pointer,
      WindowViewModels models,
      Supplier<StepperViewModel> stepper,
      Workspace workspace) {
    SessionModel model = models.session();
    TimelineViewModel timeline = models.timeline();
    WalkViewModel walk = models.walk();
    move(pointer, timeline, walk);
    select(model, timeline, walk);
    lanes(window, model, timeline, walk);
    marks(window, pointer, timeline, models.marks(), models.find());
    decode(window, models.decode(), stepper);
    live(window, workspace.live());
    window(window, workspace);
  }

  private void add(String group, String label, Runnable run, String... keys) {
    commands.add(Command.of(group, label, run, keys));
  }

  private void anywhere(String group, String label, Runnable run, String... keys) {
    commands.add(Command.of(group, label, run, keys).anywhere());
  }

  private void gesture(String group, String label, String... gestures) {
    commands.add(Command.gesture(group, label, gestures));
  }

  private void move(LaneActions pointer, TimelineViewModel timeline, WalkViewModel walk) {
    add(MOVE, "zoom in at the pointer", () -> pointer.zoom().accept(1), "W", "Equals", "Add");
    add(MOVE, "zoom out", () -> pointer.zoom().accept(-1), "S", "Minus", "Subtract");
    gesture(MOVE, "zoom at the pointer", "Ctrl+wheel");
    add(MOVE, "pan left", () -> timeline.pan(-1), "A", "Left");
    add(MOVE, "pan right", () -> timeline.pan(1), "D", "Right");
    gesture(MOVE, "pan", "Shift+wheel", "middle drag", "Space+drag");
    add(MOVE, "lanes up", () -> timeline.scrollPages(-1), "Page_Up");
    add(MOVE, "lanes down", () -> timeline.scrollPages(1), "Page_Down");
    add(MOVE, "fit the mark or span, then all", timeline::fitSelection, "F");
    add(MOVE, "fit all", timeline::fitAll, "0");
    add(MOVE, "to fibers that ran at this time", timeline::showFibersOfNow, "V");
    add(MOVE, "go where most happened", walk::showMostInteresting, "I");
    add(MOVE, "back to what showed before", timeline::back, "Alt+Left", "Shortcut+Z");
    add(MOVE, "forward again", timeline::forward, "Alt+Right", "Shortcut+Y");
    gesture(MOVE, "zoom to a stretch of time", "Ctrl+drag");
  }

  private void select(SessionModel model, TimelineViewModel timeline, WalkViewModel walk) {
    gesture(SELECT, "what is clicked, and fit it", "click", "twice");
    add(SELECT, "next span of this lane", () -> walk.selectNeighbour(1), ".");
    add(SELECT, "previous span of this lane", () -> walk.selectNeighbour(-1), ",");
    add(SELECT, "lane below", () -> walk.selectLane(1), "Down");
    add(SELECT, "lane above", () -> walk.selectLane(-1), "Up");
    add(SELECT, "who woke this fiber", walk::selectWaker, "[");
    add(SELECT, "whom it woke", walk::selectWoken, "]");
    gesture(SELECT, "a stretch of time", "drag");
    add(SELECT, "the time of this span, or all that shows", timeline::markSelected, "R");
    add(SELECT, "nothing", () -> model.select(Selection.EMPTY), "Esc");
  }

  private void lanes(
      WindowActions window, SessionModel model, TimelineViewModel timeline, WalkViewModel walk) {
    LanesViewModel lanes = timeline.arrangement();
    anywhere(LANES, "filter fibers, or events", window.filter(), "Shortcut+F");
    add(LANES, "pin this lane on top", walk::pinSelected, "Shift+T");
    add(LANES, "group in the next way", () -> lanes.group(next(lanes)), "G");
    add(LANES, "short fibers share lanes, or not", lanes::togglePacked, "L");
    add(LANES, "colour carriers by fiber or state", timeline::toggleByFiber, "C");
    add(
        LANES,
        "fold the group of this lane, or unfold it",
        () -> lanes.toggleSectionOf(model.selection().thread()),
        "U");
    add(LANES, "fold all groups", () -> lanes.foldAll(true));
    add(LANES, "unfold all groups", () -> lanes.foldAll(false));
    gesture(LANES, "fold a group", "click its header");
    gesture(LANES, "everything for lanes", "right click");
    for (Grouping grouping : Grouping.values()) {
      add(LANES, "group by " + grouping.text(), () -> lanes.group(grouping));
    }
    for (Sorting sorting : Sorting.values()) {
      add(LANES, "sort by " + sorting.text(), () -> lanes.sort(sorting));
    }
  }

  private static Grouping next(LanesViewModel lanes) {
    Grouping[] all = Grouping.values();
    return all[(lanes.arrangementProperty().get().grouping().ordinal() + 1) % all.length];
  }

  private void marks(
      WindowActions window,
      LaneActions pointer,
      TimelineViewModel timeline,
      MarksViewModel marks,
      FindViewModel find) {
    add(MARKS, "mark a moment", pointer.markMoment(), "M");
    add(MARKS, "keep a mark, with a note", pointer.keepMark(), "Shift+M");
    add(MARKS, "edit or remove the nearest mark", pointer.editMark(), "E");
    // Not Shift+comma: JavaFX 26's headless platform cannot tell which key types a comma.
    add(MARKS, "next mark", () -> goToMark(timeline, marks, 1), ">");
    add(MARKS, "mark before", () -> goToMark(timeline, marks, -1), "<");
    anywhere(MARKS, "find a fiber, type, method, event", window.findAnything(), "/");
    add(MARKS, "next place found", () -> find.step(1), "Enter");
    add(MARKS, "place found before", () -> find.step(-1), "Shift+Enter");
    add(MARKS, "find nothing any more", find::forget);
  }

  private static void goToMark(TimelineViewModel timeline, MarksViewModel marks, int step) {
    long middle = timeline.viewport().from() + timeline.viewport().length() / 2;
    // A mark in the middle is where one is.
    long air = timeline.viewport().length() / 500 + 1;
    marks.neighbour(middle + step * air, step).ifPresent(mark -> timeline.centre(mark.time()));
  }

  private void decode(
      WindowActions window, DecodeViewModel decode, Supplier<StepperViewModel> stepper) {
    add(
        DECODE,
        "to the list of all decodes",
        () -> {
          decode.chooseNone();
          window.show().accept(Place.DECODE);
        },
        "Esc");
    anywhere(DECODE, "step into", () -> stepper.get().into(), "F11");
    anywhere(DECODE, "step over a value", () -> stepper.get().over(), "F10");
    anywhere(DECODE, "step out of a value", () -> stepper.get().out(), "Shift+F11");
    anywhere(DECODE, "back over a value", () -> stepper.get().backOver(), "Shift+F10");
    anywhere(DECODE, "a step back", () -> stepper.get().backInto(), "Shortcut+F11");
    anywhere(DECODE, "back out of a value", () -> stepper.get().backOut(), "Shortcut+Shift+F11");
    anywhere(DECODE, "next suspension", () -> stepper.get().suspension(1), "F12");
    anywhere(DECODE, "suspension before", () -> stepper.get().suspension(-1), "Shift+F12");
    anywhere(
        DECODE, "stop at this field, or no more", () -> stepper.get().toggleBreakpointHere(), "F9");
    anywhere(DECODE, "run to the next breakpoint", () -> stepper.get().run(1), "F5");
    anywhere(DECODE, "run back to a breakpoint", () -> stepper.get().run(-1), "Shift+F5");
    anywhere(DECODE, "go to a byte", window.goToByte(), "Shortcut+G");
    add(DECODE, "first step", () -> stepper.get().first(), "Home");
    add(DECODE, "last step", () -> stepper.get().last(), "End");
    add(DECODE, "next decode of this fiber", () -> decode.stepDecode(1), "N");
    add(DECODE, "decode before", () -> decode.stepDecode(-1), "P");
    anywhere(DECODE, "decode a payload", window.decodePayload(), "Shortcut+P");
  }

  private void live(WindowActions window, LiveViewModel live) {
    gesture(LIVE, "stand still, or follow", "Space");
    anywhere(LIVE, "stand still, or follow the JVM", window.pauseOrFollow(), "Shortcut+Space");
    anywhere(LIVE, "snapshot of all threads", live::takeSnapshot, "Shortcut+J");
    anywhere(LIVE, "hold the engine, or let it run", live.stepping()::toggleHold, "F7");
    anywhere(LIVE, "step the engine: resume one fiber", live.stepping()::step, "F8");
    anywhere(LIVE, "detach from the JVM", live::detach);
  }

  private void window(WindowActions window, Workspace workspace) {
    for (Place place : Place.values()) {
      String label = "show " + place.text().toLowerCase(Locale.ROOT);
      anywhere(WINDOW, label, () -> window.show().accept(place), place.keys());
    }
    anywhere(WINDOW, "open a recording", window.chooseFile(), "Shortcut+O");
    anywhere(WINDOW, "run the demo", workspace::runDemo, "Shortcut+R");
    anywhere(WINDOW, "run and step the engine", workspace::runStepped);
    anywhere(WINDOW, "save a picture of the window", window.savePicture(), "Shortcut+Shift+S");
    anywhere(WINDOW, "save this place as a table (CSV)", window.saveTable(), "Shortcut+E");
    anywhere(WINDOW, "save all for ui.perfetto.dev", window.saveTrace());
    anywhere(WINDOW, "dark or light", window.otherTheme(), "Shortcut+T");
    anywhere(WINDOW, "find a command", window.findCommand(), "Shortcut+K", "Shortcut+Shift+P");
    anywhere(WINDOW, "take the tour", window.startTour());
    anywhere(WINDOW, "these keys", window.showKeys(), "?");
  }

  List<Command> commands() {
    return List.copyOf(commands);
  }
}
