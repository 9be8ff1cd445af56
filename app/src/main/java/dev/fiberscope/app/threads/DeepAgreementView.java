package dev.fiberscope.app.threads;

import dev.fiberscope.app.format.AgreementText;
import dev.fiberscope.recordings.live.Agent;
import dev.fiberscope.recordings.live.LocalJvm;
import java.util.function.Consumer;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;

/** Asks before the agent is loaded into a JVM for a snapshot. */
public final class DeepAgreementView {
  private static final double WIDTH = 620;

  private DeepAgreementView() {}

  /**
   * Tells what would be done.
   *
   * @param agreed told the JVM if somebody agrees
   */
  public static void ask(Window owner, LocalJvm jvm, Consumer<LocalJvm> agreed) {
    Alert alert = new Alert(AlertType.CONFIRMATION, AgreementText.of(Agent.agreement(jvm)));
    alert.initOwner(owner);
    alert.setTitle("Fiberscope");
    alert.setGraphic(null);
    alert.setHeaderText("Load an agent into " + jvm.name() + "?");
    DialogPane pane = alert.getDialogPane();
    pane.setId("deep-agreement");
    pane.setPrefWidth(WIDTH);
    Button load = (Button) pane.lookupButton(ButtonType.OK);
    load.setText("Load the Agent");
    load.setId("load-agent");
    alert
        .resultProperty()
        .subscribe(
            chosen -> {
              if (chosen == ButtonType.OK) {
                agreed.accept(jvm);
              }
            });
    alert.show();
  }
}
