package dev.fiberscope.app.decode;

import dev.fiberscope.app.format.Numbers;
import java.util.Arrays;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** The message's bytes, coloured by frame; what had not arrived yet is dimmed. */
final class BytesView extends VBox {
  private static final int BYTES_PER_ROW = 8;
  private static final int MOST_ROWS = 256;
  private static final double CELL = 26;

  BytesView(DecodeMoment moment) {
    Label heading = new Label("INPUT BYTES");
    heading.getStyleClass().add("section");
    GridPane grid = new GridPane();
    grid.setVgap(2);
    grid.setHgap(1);
    grid.getColumnConstraints().add(new ColumnConstraints(40));
    for (int i = 0; i < BYTES_PER_ROW; i++) {
      grid.getColumnConstraints().add(new ColumnConstraints(CELL));
    }
    var rows = HexRow.of(moment.bytes(), BYTES_PER_ROW);
    for (int line = 0; line < Math.min(rows.size(), MOST_ROWS); line++) {
      addRow(grid, line, rows.get(line), moment);
    }
    getChildren().addAll(heading, grid);
    if (rows.size() > MOST_ROWS) {
      getChildren()
          .add(
              secondary(
                  "and "
                      + Numbers.bytes(moment.bytes().length - MOST_ROWS * BYTES_PER_ROW)
                      + " more"));
    }
    getChildren().add(secondary(summary(moment)));
  }

  private static Label secondary(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("secondary");
    label.setWrapText(true);
    return label;
  }

  private static void addRow(GridPane grid, int line, HexRow row, DecodeMoment moment) {
    Label address = new Label(row.address());
    address.getStyleClass().addAll("mono", "secondary");
    grid.add(address, 0, line);
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < row.bytes().length; i++) {
      long offset = row.offset() + i;
      boolean arrived = offset < moment.arrived();
      Label cell = new Label(row.hex(i));
      cell.setMaxWidth(Double.MAX_VALUE);
      cell.setAlignment(Pos.CENTER);
      cell.getStyleClass().add("mono");
      if (arrived) {
        int frame = moment.frameAt(offset);
        cell.getStyleClass().add(DecoderStackView.style(frame, moment.frames().size()));
        Tooltip.install(cell, new Tooltip(tooltip(moment, offset, frame)));
      } else {
        cell.setOpacity(0.45);
        Tooltip.install(cell, new Tooltip("byte " + offset + ", not yet arrived"));
      }
      grid.add(cell, 1 + i, line);
      ascii.append(row.ascii(i));
    }
    Label text = new Label(ascii.toString());
    text.getStyleClass().addAll("mono", "secondary");
    text.setTranslateX(12);
    grid.add(text, 1 + BYTES_PER_ROW, line);
  }

  private static String tooltip(DecodeMoment moment, long offset, int frame) {
    return "byte " + offset + (frame < 0 ? "" : ", " + moment.frames().get(frame).label());
  }

  private static String summary(DecodeMoment moment) {
    int[] sizes = moment.chunkSizes();
    String chunks =
        sizes.length == 0
            ? "the recording has no bytes of this message"
            : "arrives in "
                + Numbers.count(sizes.length, "chunk")
                + ": "
                + Arrays.stream(sizes)
                    .limit(12)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(" + "))
                + (sizes.length > 12 ? " + \u2026" : "")
                + " bytes";
    return moment
        .suspension()
        .map(
            row ->
                Numbers.bytes(moment.arrived())
                    + (row.isTurn() ? " had arrived; steps aside" : " had arrived; waits")
                    + " at offset "
                    + row.offset()
                    + (row.isTurn() ? "" : " for " + Numbers.count(row.wanted(), "more byte"))
                    + "\n"
                    + chunks)
        .orElse(chunks);
  }
}
