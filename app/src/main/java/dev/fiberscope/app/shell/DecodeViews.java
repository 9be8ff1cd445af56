package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.DecodeView;
import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.decode.StepperViewModel;
import dev.fiberscope.app.life.LifeView;
import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.theme.PaletteView;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;

/** Makes the views in which decodes are stepped through, of recordings and of payloads. */
final class DecodeViews {
  private final DecodeViewModel decode;
  private final PaletteView palette;
  private final Prompts prompts;

  DecodeViews(DecodeViewModel decode, PaletteView palette, Prompts prompts) {
    this.decode = decode;
    this.palette = palette;
    this.prompts = prompts;
  }

  /** Of the decode that is selected. */
  DecodeView ofRecorded() {
    return view(decode.stepper(), this::noDecode);
  }

  /** Of a message that somebody gave. */
  DecodeView ofPayload(StepperViewModel stepper) {
    return view(stepper, DecodeViews::noPayload);
  }

  private List<String> noDecode() {
    String replaying = decode.replaying().doingProperty().get();
    return replaying.isEmpty()
        ? List.of(
            "No decode is selected.",
            "Select a fiber that decodes to step through its decode: its decoder stack, its bytes"
                + " and its value, forwards and back.",
            "Bytes that you have can be decoded as a payload (Ctrl+P).")
        : List.of(replaying);
  }

  private static List<String> noPayload() {
    return List.of(
        "Nothing is decoded yet.",
        "Put types and bytes on the left, or drop files here; the message shows as you type.");
  }

  private DecodeView view(StepperViewModel stepper, Supplier<List<String>> emptyText) {
    return new DecodeView(
        stepper,
        palette,
        new DecodeView.Around() {
          @Override
          public List<String> emptyText() {
            return emptyText.get();
          }

          @Override
          public Optional<Node> beside(SteppedMessage message, long time) {
            return Optional.of(
                new LifeView(decode.life(message, time), time, decode.selection(), decode::select));
          }

          @Override
          public void chooseClassPath() {
            prompts.classPath(decode::useClassPath);
          }
        });
  }
}
