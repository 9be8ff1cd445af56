package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.recordings.store.BlockerTable.Blocker;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.threads.ObjectNames;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What the fiber was parked on in the span that is selected, and who owned that. */
final class BlockerCardView extends VBox {
  private BlockerCardView(OpenSession open, int span, Blocker on, Consumer<Selection> select) {
    getStyleClass().add("card");
    boolean over = open.session().spans().end(span) < open.session().readTo();
    Label what =
        new Label(
            (over ? "Waited for " : "Waits for ") + ObjectNames.object(on.type(), on.identity()));
    what.getStyleClass().add("strong");
    what.setWrapText(true);
    getChildren().add(what);
    if (on.owner() != ThreadTable.NO_THREAD) {
      long left = open.session().spans().start(span);
      Hyperlink owner =
          new Hyperlink(
              "Owned by "
                  + open.session().threads().name(on.owner())
                  + " when it left its carrier");
      owner.setWrapText(true);
      owner.setOnAction(
          _ -> {
            int there = open.session().spans().at(on.owner(), left);
            if (there != SpanTable.NONE) {
              select.accept(Selection.ofSpan(open, there));
            }
          });
      getChildren().add(owner);
    }
  }

  /** Empty if no wait is selected, or the agent did not tell. */
  static Optional<VBox> of(OpenSession open, Selection selection, Consumer<Selection> select) {
    int span = selection.span();
    if (span == Selection.NONE) {
      return Optional.empty();
    }
    State state = open.session().spans().state(span);
    return state == State.PARKED || state == State.BLOCKED
        ? open.index().blockerOf(span).map(on -> new BlockerCardView(open, span, on, select))
        : Optional.empty();
  }
}
