package dev.fiberscope.app.decode;

import dev.fiberscope.app.decode.PayloadReading.Many;
import dev.fiberscope.app.decode.PayloadReading.Result;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.engine.fit.Fit;
import dev.fiberscope.engine.payload.Framing.Frame;
import dev.fiberscope.recordings.text.Numbers;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where somebody puts types and bytes, and reads what is to be said about them. */
final class PayloadView extends ScrollPane {
  private static final List<String> CONFIGS =
      List.of(
          "standard()",
          "legacy()",
          "standard().with_big_endian()",
          "legacy().with_big_endian()",
          "standard().with_cbor_format()",
          "standard().with_deterministic_cbor()",
          "standard().with_deterministic_bincode()",
          "standard().with_bit_packing()",
          "standard().with_fingerprint()",
          "bincode-next 3.1: standard()",
          "bincode::serialize()",
          "DefaultOptions::new()",
          "DefaultOptions::new().with_fixint_encoding()");

  private final PayloadViewModel payload;
  private final Label form = Controls.paragraph("");
  private final VBox answers = new VBox(6);
  private final ComboBox<String> root = new ComboBox<>();
  private final ListView<Frame> messages = new ListView<>();
  private final TextArea bytes = new TextArea();
  private final Button forget = new Button("Paste instead");
  private boolean updating;

  PayloadView(PayloadViewModel payload, Runnable openFile) {
    this.payload = payload;
    getStyleClass().add("decode-scroll");
    setFitToWidth(true);
    TextArea rust = new TextArea();
    rust.setId("payload-rust");
    rust.getStyleClass().add("mono");
    rust.setPromptText(
        "Rust source as it is:\n\n#[derive(Encode, Decode)]\nstruct Order {\n"
            + "    id: u64,\n    lines: Vec<Line>,\n}\n\u2026");
    rust.setPrefRowCount(12);
    rust.textProperty().bindBidirectional(payload.rustProperty());
    bytes.setId("payload-bytes");
    bytes.getStyleClass().add("mono");
    bytes.setWrapText(true);
    bytes.setPromptText(
        "Hex, a hex dump, base64, [1, 2, 251] or b\"\\x01\u2026\"; or drop a file on the window.");
    bytes.setPrefRowCount(5);
    bytes.textProperty().bindBidirectional(payload.textProperty());
    Button open = Controls.small("Open\u2026");
    open.setOnAction(_ -> openFile.run());
    forget.getStyleClass().add("small-button");
    forget.setOnAction(_ -> payload.fileProperty().set(null));
    root.setId("payload-root");
    root.setEditable(true);
    root.setPromptText("found out");
    root.setMaxWidth(Double.MAX_VALUE);
    root.getEditor().textProperty().bindBidirectional(payload.rootProperty());
    ComboBox<String> config = new ComboBox<>();
    config.setId("payload-config");
    config.getItems().setAll(CONFIGS);
    config.setEditable(true);
    config.setMaxWidth(Double.MAX_VALUE);
    config.getEditor().textProperty().bindBidirectional(payload.configProperty());
    // It may be longer than its field.
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(payload.configProperty());
    config.setTooltip(whole);
    ComboBox<Many> many = new ComboBox<>();
    many.setId("payload-many");
    many.getItems().setAll(Many.values());
    many.setMaxWidth(Double.MAX_VALUE);
    many.valueProperty().bindBidirectional(payload.manyProperty());
    messages.setId("payload-messages");
    messages.setCellFactory(_ -> new MessageLine());
    messages.setPrefHeight(140);
    messages.setFixedCellSize(22);
    messages
        .getSelectionModel()
        .selectedIndexProperty()
        .addListener(
            (_, _, index) -> {
              if (!updating && index.intValue() >= 0) {
                payload.shownProperty().set(index.intValue());
              }
            });
    answers.setId("payload-answers");
    VBox all =
        new VBox(
            8,
            Controls.section("TYPES, AS RUST HAS THEM"),
            rust,
            named("Message", root),
            named("Configuration", config),
            titled("BYTES", open, forget),
            bytes,
            form,
            named("Messages", many),
            messages,
            answers);
    all.getStyleClass().add("payload");
    VBox.setVgrow(rust, Priority.ALWAYS);
    rust.setMinHeight(120);
    setFitToHeight(true);
    setContent(all);
    payload.resultProperty().addListener((_, _, result) -> show(result));
    payload.fileProperty().addListener(_ -> show(payload.resultProperty().get()));
    payload.skipProperty().addListener(_ -> show(payload.resultProperty().get()));
    Label doing = Controls.paragraph("");
    doing.textProperty().bind(payload.decoding().doingProperty());
    all.getChildren().add(doing);
    show(payload.resultProperty().get());
  }

  private static Node titled(String text, Button... buttons) {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox box = new HBox(8, Controls.section(text), space);
    box.getChildren().addAll(buttons);
    box.getStyleClass().add("payload-line");
    return box;
  }

  private static Node named(String text, Region control) {
    Label label = Controls.paragraph(text);
    label.setMinWidth(90);
    label.setLabelFor(control);
    HBox.setHgrow(control, Priority.ALWAYS);
    HBox box = new HBox(8, label, control);
    box.getStyleClass().add("payload-line");
    return box;
  }

  private void show(Result result) {
    updating = true;
    root.getItems().setAll(result.roots());
    boolean fromFile = payload.fileProperty().get() != null;
    shown(bytes, !fromFile);
    shown(forget, fromFile);
    form.setText(form(result, fromFile));
    boolean several = result.messages().size() > 1;
    shown(messages, several);
    messages.getItems().setAll(several ? result.messages() : List.of());
    if (several) {
      messages
          .getSelectionModel()
          .select(Math.clamp(payload.shownProperty().get(), 0, result.messages().size() - 1));
    }
    answers(result);
    updating = false;
  }

  private static void shown(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private String form(Result result, boolean fromFile) {
    String name = fromFile ? payload.fileProperty().get().getFileName() + ", " : "";
    String skipped =
        payload.skipProperty().get() > 0
            ? ", read from byte " + payload.skipProperty().get() + " on"
            : "";
    return result.payload() == null
        ? name
        : name
            + Numbers.bytes(result.payload().bytes().length)
            + (result.payload().form().equals("binary") ? "" : " as " + result.payload().form())
            + skipped;
  }

  private void answers(Result result) {
    answers.getChildren().clear();
    if (!result.problem().isEmpty()) {
      Label problem = new Label(result.problem());
      problem.setWrapText(true);
      problem.getStyleClass().add("danger-text");
      answers.getChildren().add(problem);
    }
    result.lines().forEach(line -> answers.getChildren().add(Controls.paragraph(line)));
    if (!payload.ownTypesProperty().get().isEmpty()) {
      answers.getChildren().add(link("Back to the types that you wrote", payload::restoreTypes));
    }
    if (payload.skipProperty().get() > 0) {
      answers
          .getChildren()
          .add(link("Read from the first byte on", () -> payload.skipProperty().set(0)));
    }
    if (!result.fits().isEmpty()) {
      answers.getChildren().add(Controls.section("WHAT MAY BE RIGHT INSTEAD"));
    }
    for (Fit fit : result.fits()) {
      answers.getChildren().add(link(fit.sentence(), () -> payload.use(fit)));
    }
  }

  private static Hyperlink link(String text, Runnable run) {
    Hyperlink link = new Hyperlink(text);
    link.setWrapText(true);
    link.setOnAction(_ -> run.run());
    return link;
  }

  /** A message of several. */
  private static final class MessageLine extends ListCell<Frame> {
    @Override
    protected void updateItem(Frame frame, boolean empty) {
      super.updateItem(frame, empty);
      setText(
          empty || frame == null
              ? ""
              : "message "
                  + (getIndex() + 1)
                  + " at offset "
                  + frame.from()
                  + ", "
                  + Numbers.bytes((long) frame.to() - frame.from()));
    }
  }
}
