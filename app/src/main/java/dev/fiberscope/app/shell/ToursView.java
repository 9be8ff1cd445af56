package dev.fiberscope.app.shell;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Samples;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.Workspace;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.StackPane;

/** Shows new users around, and asks them once whether they want that. */
final class ToursView extends StackPane {
  private static final String ASKED = "tour";

  private final SessionModel model;
  private final Workspace workspace;
  private final Runnable showTimeline;
  private final TourView tour;
  private final TourOfferView offer;

  ToursView(SessionModel model, Workspace workspace, Runnable showTimeline) {
    this.model = model;
    this.workspace = workspace;
    this.showTimeline = showTimeline;
    tour = new TourView(showTimeline);
    offer = new TourOfferView(this::start, this::answered);
    // What lies below can be clicked beside them.
    setPickOnBounds(false);
    getChildren().addAll(offer, tour);
  }

  /** Where nothing is open, in a sample. */
  void start() {
    if (model.open() == null) {
      answered();
      whenOpen(this::start);
      workspace.open(Samples.ALL.getFirst());
    } else {
      offer.setVisible(false);
      answered();
      showTimeline.run();
      tour.start();
    }
  }

  private void answered() {
    workspace.settings().put(ASKED, "answered");
  }

  /** Asks whoever is here for the first time, once something is open. */
  void offer() {
    if (workspace.settings().get(ASKED, "").isEmpty()) {
      whenOpen(() -> offer.setVisible(workspace.settings().get(ASKED, "").isEmpty()));
    }
  }

  private void whenOpen(Runnable run) {
    model
        .openProperty()
        .addListener(
            new ChangeListener<>() {
              @Override
              public void changed(
                  ObservableValue<? extends OpenSession> value,
                  OpenSession before,
                  OpenSession now) {
                value.removeListener(this);
                run.run();
              }
            });
  }
}
