package dev.fiberscope.app.attach;

import dev.fiberscope.app.format.AgreementText;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.live.Agent;
import dev.fiberscope.recordings.live.LocalJvm;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.event.Event;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What watching a JVM tells, costs and leaves behind, before it is agreed to. */
public final class AttachView extends StackPane {
  private static final double WIDTH = 760;
  private static final String STAYS =
      "No file. A JVM whose methods were traced once (standard, full) keeps about 0.14 \u00b5s a"
          + " switch until it ends. If Fiberscope dies, its recording ends by itself after ten"
          + " minutes at most.";

  private static final String DEEP_STAYS =
      "No file; of the agent what is said above. If Fiberscope dies, recording and calls end by"
          + " themselves after ten minutes at most.";

  private final AttachViewModel viewModel;
  // What has the focus at first.
  private Node first = this;

  public AttachView(AttachViewModel viewModel) {
    this.viewModel = viewModel;
    setId("attach-dialog");
    getStyleClass().add("overlay");
    setVisible(false);
    viewModel
        .openProperty()
        .subscribe(
            open -> {
              setVisible(open);
              if (open) {
                getChildren().setAll(card());
                first.requestFocus();
              }
            });
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            viewModel.cancel();
          } else if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
            viewModel.agree();
          }
        });
    // Keys of the window do nothing while it is asked.
    addEventHandler(KeyEvent.ANY, Event::consume);
  }

  private Node card() {
    VBox card = new VBox(16);
    card.getStyleClass().add("overlay-card");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    Button agree = new Button();
    agree
        .textProperty()
        .bind(
            viewModel
                .levelProperty()
                .map(level -> level.isDeep() ? "Load the Agent and Attach" : "Attach"));
    agree.setId("agree");
    first = agree;
    agree.setDefaultButton(true);
    agree.setOnAction(_ -> viewModel.agree());
    Button cancel = new Button("Cancel");
    cancel.setOnAction(_ -> viewModel.cancel());
    Label problem = new Label();
    problem.getStyleClass().add("danger-text");
    problem.setWrapText(true);
    problem.textProperty().bind(viewModel.problemProperty());
    HBox buttons = new HBox(8, grow(problem), cancel, agree);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    card.getChildren().add(head());
    if (viewModel.local().isEmpty()) {
      card.getChildren().add(remote());
    }
    card.getChildren()
        .addAll(levels(), agent(), new HBox(24, half(kept()), half(stays())), buttons);
    return card;
  }

  private Node head() {
    Optional<LocalJvm> jvm = viewModel.local();
    Label title =
        new Label(jvm.map(each -> "Attach to " + each.name()).orElse("Attach to a JVM elsewhere"));
    title.getStyleClass().add("title");
    Label place =
        new Label(
            jvm.map(
                    each ->
                        each.place()
                            + (each.version().text().isEmpty()
                                ? ""
                                : "  \u00b7  JDK " + each.version().text()))
                .orElse(""));
    place.getStyleClass().addAll("mono", "secondary");
    place.setMinWidth(Region.USE_PREF_SIZE);
    Label what =
        Controls.paragraph(
            "Starts a JDK Flight Recorder recording in it, beside those that run there. Costs are"
                + " CPU for the same work, measured by us; yours may differ.");
    HBox line = new HBox(8, grow(title), place);
    line.setAlignment(Pos.CENTER_LEFT);
    VBox head = new VBox(4, line, what);
    if (viewModel.lacksScheduling()) {
      Label lacks =
          new Label(
              "JDK 21 to 24 cannot record who ran where by themselves: levels without an agent tell starts,"
                  + " ends, pins, sleeps and IO there.");
      lacks.setWrapText(true);
      head.getChildren().add(lacks);
    }
    return head;
  }

  private Node remote() {
    TextField address = new TextField();
    address.setId("address");
    first = address;
    address.setPromptText("host:port");
    address.textProperty().bindBidirectional(viewModel.addressProperty());
    TextField user = new TextField();
    user.setPromptText("user, if it asks for one");
    user.textProperty().bindBidirectional(viewModel.userProperty());
    PasswordField password = new PasswordField();
    password.setPromptText("password");
    password.textProperty().bindBidirectional(viewModel.passwordProperty());
    CheckBox tls = new CheckBox("TLS");
    tls.setTooltip(
        new Tooltip(
            "Whom to trust the properties javax.net.ssl.trustStore of Fiberscope's own JVM say"));
    tls.selectedProperty().bindBidirectional(viewModel.tlsProperty());
    tls.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(8, grow(address), grow(user), grow(password), tls);
    line.setAlignment(Pos.CENTER_LEFT);
    return new VBox(
        4,
        line,
        Controls.paragraph(
            "It is started with -Dcom.sun.management.jmxremote.port=PORT and says there whether it"
                + " asks for a user and TLS."));
  }

  private Node levels() {
    GridPane grid = new GridPane(12, 8);
    grid.getStyleClass().add("level-grid");
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints()
        .addAll(
            new ColumnConstraints(110),
            wide,
            new ColumnConstraints(120),
            new ColumnConstraints(110));
    grid.addRow(
        0,
        Controls.paragraph("level"),
        Controls.paragraph("tells"),
        Controls.paragraph("a server's work"),
        Controls.paragraph("nothing but parking"));
    ToggleGroup group = new ToggleGroup();
    for (LevelCost cost : LevelCost.ALL) {
      if (cost.level().isDeep() && viewModel.local().isEmpty()) {
        continue;
      }
      RadioButton button = new RadioButton(AttachViewModel.text(cost.level()));
      button.setId("level-" + AttachViewModel.text(cost.level()));
      button.getStyleClass().add("strong");
      button.setToggleGroup(group);
      button.setUserData(cost.level());
      button.setSelected(cost.level() == viewModel.levelProperty().get());
      Label tells = new Label(cost.tells());
      tells.setWrapText(true);
      grid.addRow(
          grid.getRowCount(), button, tells, new Label(cost.server()), new Label(cost.worst()));
    }
    group
        .selectedToggleProperty()
        .addListener(
            (_, _, chosen) -> {
              if (chosen != null) {
                viewModel.levelProperty().set((Level) chosen.getUserData());
              }
            });
    return grid;
  }

  private Region kept() {
    HBox line =
        new HBox(
            8,
            whole("the last"),
            choice(
                "How long to keep",
                viewModel.minutesProperty(),
                List.of(1, 5, 10, 30, 60),
                minutes -> minutes == 1 ? "minute" : minutes + " minutes"),
            whole("at most"),
            choice(
                "How much to keep at most",
                viewModel.mebibytesProperty(),
                List.of(256, 512, 1_024, 2_048, 4_096),
                size -> size < 1_024 ? size + " MiB" : size / 1_024 + " GiB"));
    line.setAlignment(Pos.CENTER_LEFT);
    Label file = new Label(String.valueOf(viewModel.file()));
    file.getStyleClass().addAll("mono", "secondary");
    file.setWrapText(true);
    return new VBox(
        6,
        Controls.section("KEEP HERE"),
        line,
        Controls.paragraph("Everything received is also written to"),
        file);
  }

  private static Label whole(String text) {
    Label label = new Label(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static <T> Node choice(
      String name, ObjectProperty<T> property, List<T> values, Function<T, String> text) {
    ChoiceBox<T> box = new ChoiceBox<>();
    box.setAccessibleText(name);
    box.getItems().setAll(values);
    if (!values.contains(property.get())) {
      box.getItems().add(property.get());
    }
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : text.apply(value);
          }

          @Override
          public T fromString(String typed) {
            throw new UnsupportedOperationException("nobody types here");
          }
        });
    box.valueProperty().bindBidirectional(property);
    return box;
  }

  private Region stays() {
    Label text = Controls.paragraph("");
    text.setId("stays");
    text.textProperty()
        .bind(viewModel.levelProperty().map(level -> level.isDeep() ? DEEP_STAYS : STAYS));
    return new VBox(6, Controls.section("WHAT STAYS THERE AFTERWARDS"), text);
  }

  /** What level deep does there, before anybody agrees to it. */
  private Node agent() {
    Label text = Controls.paragraph("");
    viewModel
        .levelProperty()
        .subscribe(
            level ->
                text.setText(
                    viewModel
                        .local()
                        .filter(_ -> level.isDeep())
                        .map(jvm -> AgreementText.of(Agent.recordingAgreement(jvm, level)))
                        .orElse("")));
    text.setId("agent");
    VBox box = new VBox(6, Controls.section("WHAT THE AGENT DOES THERE"), text);
    box.visibleProperty().bind(viewModel.levelProperty().map(level -> level.isDeep()));
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private static Region half(Region content) {
    content.setPrefWidth(WIDTH / 2);
    return content;
  }

  private static <N extends Region> N grow(N node) {
    HBox.setHgrow(node, Priority.ALWAYS);
    node.setMaxWidth(Double.MAX_VALUE);
    return node;
  }
}
