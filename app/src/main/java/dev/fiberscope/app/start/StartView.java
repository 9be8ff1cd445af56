package dev.fiberscope.app.start;

import dev.fiberscope.app.session.Samples;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.theme.Controls;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What one can do when nothing is open yet: watch a JVM, open a recording, see a demo. */
public final class StartView extends ScrollPane {
  private static final int MOST_RECENT = 5;
  private static final double RECORDINGS = 420;
  private static final double FEWEST_RECORDINGS = 260;

  private final Workspace workspace;
  private final VBox recent = new VBox(2);
  private final Region jvms;

  /**
   * @param jvms those that can be watched
   */
  public StartView(
      Workspace workspace,
      Region jvms,
      Runnable openFile,
      Runnable decodePayload,
      Runnable startTour) {
    this.workspace = workspace;
    this.jvms = jvms;
    setId("start");
    getStyleClass().add("place-scroll");
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    Label title = new Label("Which recording?");
    title.getStyleClass().add("title");
    Label drop =
        secondary(
            "Recordings can also be dropped anywhere on this window: .jfr files, packed ones (.gz, .zip, .tgz,"
                + " .lz4, .zst), several of one JVM, or a folder of them.");
    Button open = new Button("Open a recording\u2026");
    open.setOnAction(_ -> openFile.run());
    Label sampleTitle = Controls.section("OR LOOK AT A SAMPLE");
    Label demoTitle = Controls.section("OR SEE A DEMO");
    Button demo = new Button("Run the demo workload");
    demo.setId("run-demo");
    demo.setOnAction(_ -> workspace.runDemo());
    Label what =
        secondary(
            "It decodes 10 000 orders on 1 000 fibers in a JVM of its own, records it with JDK"
                + " Flight Recorder and opens the recording.");
    Button stepped = new Button("Run and step the engine");
    stepped.setId("run-stepped");
    stepped.setOnAction(_ -> workspace.runStepped());
    Label how =
        secondary(
            "It decodes orders without end on one carrier, held: Step resumes one fiber, Let run all"
                + " of them.");
    Label messageTitle = Controls.section("OR WHICH MESSAGE?");
    Button payload = new Button("Decode a payload\u2026");
    payload.setId("decode-a-payload");
    payload.setOnAction(_ -> decodePayload.run());
    Label bytes =
        secondary(
            "Bytes that bincode wrote, and the types as Rust has them: what is in it, and which"
                + " field breaks if something does. Files can be dropped here as well.");
    VBox recordings =
        new VBox(
            8,
            title,
            drop,
            open,
            recent,
            spaced(sampleTitle),
            samples(startTour),
            spaced(messageTitle),
            payload,
            bytes,
            spaced(demoTitle),
            demo,
            what,
            stepped,
            how);
    recordings.setPrefWidth(RECORDINGS);
    recordings.setMinWidth(FEWEST_RECORDINGS);
    HBox.setHgrow(jvms, Priority.ALWAYS);
    jvms.setMinWidth(0);
    HBox both = new HBox(40, jvms, recordings);
    both.getStyleClass().add("start");
    setContent(both);
    refresh();
  }

  private VBox samples(Runnable startTour) {
    VBox all = new VBox(4);
    for (Samples.Sample sample : Samples.ALL) {
      Hyperlink link = new Hyperlink(sample.title());
      link.setId("sample-" + sample.file().replace(".jfr", ""));
      link.setOnAction(_ -> workspace.open(sample));
      all.getChildren().add(new VBox(link, secondary(sample.look())));
    }
    Hyperlink tour = new Hyperlink("Take the tour");
    tour.setId("start-tour");
    tour.setOnAction(_ -> startTour.run());
    all.getChildren().add(new VBox(tour, secondary("What is where in the window, in a minute.")));
    return all;
  }

  private static Node spaced(Label heading) {
    VBox box = new VBox(heading);
    box.getStyleClass().add("start-section");
    return box;
  }

  private static Label secondary(String text) {
    Label label = Controls.paragraph(text);
    // The page scrolls rather than shorten its sentences.
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /** So that arrows walk through JVMs, and Enter attaches. */
  public void focus() {
    jvms.lookup("#jvm-list").requestFocus();
  }

  /** Shows the recordings opened last. */
  public void refresh() {
    Label heading = Controls.section("RECENT");
    recent.getChildren().setAll(spaced(heading));
    List<Path> files = workspace.settings().recentFiles().stream().limit(MOST_RECENT).toList();
    if (files.isEmpty()) {
      recent.getChildren().add(secondary("None yet. Recordings that you open are listed here."));
    }
    for (Path file : files) {
      Hyperlink link = new Hyperlink(file.getFileName().toString());
      link.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      link.setOnAction(_ -> workspace.open(file));
      Label folder = Controls.secondary(String.valueOf(file.getParent()));
      recent.getChildren().add(new VBox(link, folder));
    }
  }
}
