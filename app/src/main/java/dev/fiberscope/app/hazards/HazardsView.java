package dev.fiberscope.app.hazards;

import dev.fiberscope.app.theme.PaletteView;
import javafx.scene.control.SplitPane;

/** What is dangerous in the recording: the findings, and the one that is looked at. */
public final class HazardsView extends SplitPane {
  private static final double LIST_SHARE = 0.29;

  private final FindingsView findings;

  public HazardsView(HazardsViewModel hazards, PaletteView palette, FindingView.Actions actions) {
    setId("hazards");
    findings = new FindingsView(hazards);
    getItems().addAll(findings, new FindingView(hazards, palette, actions));
    setDividerPositions(LIST_SHARE);
    setResizableWithParent(findings, false);
  }

  /** So that arrows walk through findings. */
  public void focusList() {
    findings.focusList();
  }
}
