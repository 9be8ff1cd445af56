package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** What is selected, told in full; the session as a whole while nothing is. */
public final class InspectorView extends ScrollPane {
  private final SessionModel model;

  public InspectorView(SessionModel model) {
    this.model = model;
    setId("inspector");
    getStyleClass().add("inspector-scroll");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    model.openProperty().addListener(_ -> show());
    model.selectionProperty().addListener(_ -> show());
    show();
  }

  private void show() {
    OpenSession open = model.open();
    Selection selection = model.selection();
    VBox content =
        open == null
            ? new VBox()
            : selection.isEmpty()
                ? new SessionSummaryView(open, model::select)
                : new FiberSummaryView(open, selection, model::select);
    content.getStyleClass().add("inspector");
    setContent(content);
    setVvalue(0);
  }
}
