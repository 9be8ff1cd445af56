package dev.fiberscope.app.inspector;

import dev.fiberscope.app.session.Answers;
import dev.fiberscope.app.session.Answers.Answer;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.theme.Controls;
import dev.fiberscope.recordings.text.Numbers;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;

/** What stands out in the session: the worst findings, each a click from its evidence. */
final class AnswersView extends VBox {
  private static final int MOST = 3;

  private final Consumer<Selection> select;

  AnswersView(Consumer<Selection> select) {
    this.select = select;
    setId("answers");
    setSpacing(4);
    show(null);
  }

  /**
   * Shows what rules say.
   *
   * @param answers null while they have not been asked
   */
  void show(Answers answers) {
    getChildren().setAll(FactView.section("WHAT STANDS OUT"));
    if (answers == null) {
      getChildren().add(Controls.paragraph("Looking for hazards\u2026"));
      return;
    }
    answers.all().stream().limit(MOST).forEach(each -> getChildren().add(answer(each)));
    int more = answers.all().size() - MOST;
    if (answers.all().isEmpty()) {
      getChildren().add(Controls.paragraph(nothing(answers)));
    } else if (more > 0) {
      getChildren()
          .add(Controls.paragraph(Numbers.count(more, "more finding") + ": Hazards (Ctrl+5)."));
    }
  }

  private static String nothing(Answers answers) {
    String checked = Numbers.count(answers.checked(), "rule") + " found nothing";
    return answers.lacking() == 0
        ? "Nothing: " + checked + "."
        : "Nothing that this recording could show: "
            + checked
            + ", "
            + answers.lacking()
            + " need more data (Hazards, Ctrl+5, says which).";
  }

  private Node answer(Answer answer) {
    Hyperlink title = new Hyperlink(answer.title());
    title.setWrapText(true);
    title.getStyleClass().addAll("answer", answer.severity().name().toLowerCase(Locale.ROOT));
    title.setDisable(answer.evidence().isEmpty());
    title.setOnAction(_ -> select.accept(answer.evidence()));
    return new VBox(title, Controls.paragraph(answer.sentence()));
  }
}
