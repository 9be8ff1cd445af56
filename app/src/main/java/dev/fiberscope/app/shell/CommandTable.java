package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.session.Command;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.timeline.TimelineViewModel;
import java.util.List;

/** Everything that keys do. The list of keys that people see is made from it. */
final class CommandTable {
  private static final String MOVE = "Move";
  private static final String SELECT = "Select";
  private static final String DECODE = "Decode";
  private static final String WINDOW = "Window";

  /** What only the frame of the window can do. */
  record WindowActions(
      Runnable chooseFile,
      Runnable otherTheme,
      Runnable showKeys,
      Runnable findCommand,
      Runnable findFiber) {}

  private final List<Command> commands;

  CommandTable(
      WindowActions window,
      SessionModel model,
      TimelineViewModel timeline,
      DecodeViewModel decode,
      Workspace workspace) {
    commands =
        List.of(
            Command.of(MOVE, "zoom in", () -> timeline.zoom(1), "W", "Equals", "Add"),
            Command.of(MOVE, "zoom out", () -> timeline.zoom(-1), "S", "Minus", "Subtract"),
            Command.of(MOVE, "pan left", () -> timeline.pan(-1), "A", "Left"),
            Command.of(MOVE, "pan right", () -> timeline.pan(1), "D", "Right"),
            Command.of(MOVE, "lanes up", () -> timeline.scrollPages(-1), "Page_Up"),
            Command.of(MOVE, "lanes down", () -> timeline.scrollPages(1), "Page_Down"),
            Command.of(MOVE, "fit the mark or span, then all", timeline::fitSelection, "F"),
            Command.of(MOVE, "fit all", timeline::fitAll, "0"),
            Command.of(MOVE, "go where most happened", timeline::showMostInteresting, "I"),
            Command.of(
                MOVE, "back to what showed before", timeline::back, "Alt+Left", "Shortcut+Z"),
            Command.of(MOVE, "forward again", timeline::forward, "Alt+Right", "Shortcut+Y"),
            Command.gesture(MOVE, "zoom at the pointer", "Ctrl+wheel"),
            Command.gesture(MOVE, "pan", "Shift+wheel", "middle drag", "Space+drag"),
            Command.gesture(SELECT, "a stretch of time", "drag"),
            Command.gesture(MOVE, "zoom to a stretch of time", "Ctrl+drag"),
            Command.gesture(SELECT, "what is clicked, and fit it", "click", "twice"),
            Command.of(SELECT, "next span of this lane", () -> timeline.selectNeighbour(1), "."),
            Command.of(
                SELECT, "previous span of this lane", () -> timeline.selectNeighbour(-1), ","),
            Command.of(SELECT, "lane below", () -> timeline.selectLane(1), "Down"),
            Command.of(SELECT, "lane above", () -> timeline.selectLane(-1), "Up"),
            Command.of(SELECT, "nothing", () -> model.select(Selection.EMPTY), "Esc"),
            Command.of(DECODE, "next suspension", () -> decode.step(1), "F10"),
            Command.of(DECODE, "suspension before", () -> decode.step(-1), "Shift+F10"),
            Command.of(DECODE, "first suspension", decode::first, "Home"),
            Command.of(DECODE, "last suspension", decode::last, "End"),
            Command.of(DECODE, "next decode of this fiber", () -> decode.stepDecode(1), "N"),
            Command.of(DECODE, "decode before", () -> decode.stepDecode(-1), "P"),
            Command.of(WINDOW, "open a recording", window.chooseFile(), "Shortcut+O"),
            Command.of(WINDOW, "run the demo", workspace::runDemo, "Shortcut+R"),
            Command.of(WINDOW, "dark or light", window.otherTheme(), "Shortcut+T"),
            Command.of(SELECT, "find a fiber by name", window.findFiber(), "/"),
            Command.of(
                WINDOW, "find a command", window.findCommand(), "Shortcut+K", "Shortcut+Shift+P"),
            Command.of(WINDOW, "these keys", window.showKeys(), "?"));
  }

  List<Command> commands() {
    return commands;
  }
}
