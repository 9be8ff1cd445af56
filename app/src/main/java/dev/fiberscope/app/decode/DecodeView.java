package dev.fiberscope.app.decode;

import dev.fiberscope.app.format.Numbers;
import dev.fiberscope.app.format.Times;
import dev.fiberscope.app.life.LifeView;
import dev.fiberscope.recordings.store.DecodeTable.Outcome;
import dev.fiberscope.recordings.store.SuspensionTable;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The selected decode: its header, the decoder stack, the bytes, and what happened when. */
public final class DecodeView extends BorderPane {
  private final DecodeViewModel decode;

  public DecodeView(DecodeViewModel decode) {
    this.decode = decode;
    setId("decode");
    getStyleClass().add("decode");
    setMinHeight(0);
    decode.momentProperty().addListener((_, _, moment) -> show(moment));
    show(decode.momentProperty().get());
  }

  private void show(Optional<DecodeMoment> moment) {
    if (moment.isEmpty()) {
      setTop(null);
      setCenter(
          empty(
              "No decode is selected.",
              "Select a fiber that decodes to see its decoder stack and its bytes at each"
                  + " suspension."));
      return;
    }
    DecodeMoment now = moment.get();
    setTop(header(now));
    HBox columns =
        new HBox(
            column(new DecoderStackView(now), 260, 250, false),
            column(new BytesView(now), 400, 360, true),
            column(life(now), 320, 240, true));
    HBox.setHgrow(columns.getChildren().get(2), Priority.ALWAYS);
    setCenter(columns);
    setAlignment(columns, Pos.TOP_LEFT);
  }

  private Region life(DecodeMoment now) {
    Label heading = new Label("WHAT HAPPENED");
    heading.getStyleClass().add("section");
    Label input =
        new Label(
            "input "
                + now.decode().input()
                + ", from byte "
                + Numbers.count(now.decode().inputOffset()));
    input.getStyleClass().add("secondary");
    long time = now.suspension().map(Suspension::time).orElse(now.decode().start());
    LifeView life = new LifeView(decode.life(now, time), time, decode.selection(), decode::select);
    return new VBox(heading, input, life);
  }

  private static Node empty(String... sentences) {
    VBox box = new VBox();
    box.getStyleClass().add("empty");
    for (String sentence : sentences) {
      box.getChildren().add(new Label(sentence));
    }
    return box;
  }

  private static Node column(Region content, double width, double least, boolean divided) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.getStyleClass().add("decode-scroll");
    if (divided) {
      scroll.getStyleClass().add("divided");
    }
    scroll.setFitToWidth(true);
    scroll.setPrefWidth(width);
    scroll.setMinWidth(least);
    content.getStyleClass().add("decode-column");
    return scroll;
  }

  private Node header(DecodeMoment now) {
    Label title = new Label("Decode of " + now.decode().format().type());
    title.getStyleClass().add("strong");
    title.setMinWidth(Region.USE_PREF_SIZE);
    String position =
        now.suspensions() == 0
            ? "never suspended"
            : "suspension " + now.number() + " of " + now.suspensions();
    Label place = new Label(position + "  \u00b7  " + now.decode().format().config());
    place.getStyleClass().add("secondary");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label outcome = new Label(outcome(now));
    outcome
        .getStyleClass()
        .add(now.decode().outcome() == Outcome.DECODED ? "success-text" : "danger-text");
    HBox header =
        new HBox(
            title,
            place,
            space,
            step("", Feather.SKIP_BACK, "First suspension (Home)", now.number() > 1, decode::first),
            step(
                "back",
                Feather.CHEVRON_LEFT,
                "Suspension before (Shift+F10)",
                now.number() > 1,
                () -> decode.step(-1)),
            step(
                "next",
                Feather.CHEVRON_RIGHT,
                "Next suspension (F10)",
                now.number() < now.suspensions(),
                () -> decode.step(1)),
            step(
                "",
                Feather.SKIP_FORWARD,
                "Last suspension (End)",
                now.number() < now.suspensions(),
                decode::last),
            outcome);
    header.getStyleClass().add("decode-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private static Button step(
      String text, Ikon icon, String tooltip, boolean enabled, Runnable run) {
    Button button = new Button(text, new FontIcon(icon));
    button.getStyleClass().add("small-button");
    button.setTooltip(new Tooltip(tooltip));
    button.setDisable(!enabled);
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> run.run());
    return button;
  }

  private static String outcome(DecodeMoment now) {
    String took = Times.duration(now.decode().end() - now.decode().start());
    return switch (now.decode().outcome()) {
      case DECODED -> "decoded, " + Numbers.bytes(now.decode().consumed()) + " in " + took;
      case FAILED -> "failed: " + now.decode().error();
      case CANCELLED -> "cancelled after " + took;
      case OPEN ->
          now.suspension().filter(DecodeView::lasts).isPresent()
              ? "still suspended at the end of what is recorded"
              : "still running when the recording ended";
    };
  }

  private static boolean lasts(Suspension suspension) {
    return suspension.resumed() == SuspensionTable.STILL_SUSPENDED;
  }
}
