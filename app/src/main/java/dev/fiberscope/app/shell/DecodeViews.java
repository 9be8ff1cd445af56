package dev.fiberscope.app.shell;

import dev.fiberscope.app.decode.DecodeView;
import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.decode.DecodesView;
import dev.fiberscope.app.decode.StepperViewModel;
import dev.fiberscope.app.life.LifeView;
import dev.fiberscope.app.message.SteppedMessage;
import dev.fiberscope.app.theme.PaletteView;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.index.Lazy;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/** Makes the views in which decodes are stepped through, of recordings and of payloads. */
final class DecodeViews {
  private final DecodeViewModel decode;
  private final PaletteView palette;
  private final Prompts prompts;
  private final BiConsumer<String, Rows> save;

  DecodeViews(
      DecodeViewModel decode, PaletteView palette, Prompts prompts, BiConsumer<String, Rows> save) {
    this.decode = decode;
    this.palette = palette;
    this.prompts = prompts;
    this.save = save;
  }

  /** Of the decode that is selected, below what selects it. */
  DecodeView below() {
    return view(decode.stepper(), () -> DecodeView.saying(noDecode()));
  }

  /** Of the decode that is selected; without one, of all of them a list. */
  DecodeView ofRecorded() {
    Lazy<DecodesView> decodes = new Lazy<>(() -> new DecodesView(decode, save));
    return view(
        decode.stepper(),
        () ->
            decode.hasDecodes() && !decode.isReplaying()
                ? decodes.get()
                : DecodeView.saying(noDecode()));
  }

  /** Of a message that somebody gave. */
  DecodeView ofPayload(StepperViewModel stepper) {
    return view(stepper, () -> DecodeView.saying(noPayload()));
  }

  private List<String> noDecode() {
    if (decode.isReplaying()) {
      return List.of(decode.replaying().doingProperty().get());
    }
    String payload = "Bytes that you have can be decoded as a payload (Ctrl+P).";
    if (!decode.hasDecodes()) {
      return List.of(
          decode.isOpen()
              ? "Nothing was decoded by Fiberscope's engine in this recording."
              : "No recording is open.",
          payload);
    }
    return List.of(
        "No decode is selected.",
        "Select a fiber that decodes to step through its decode: its decoder stack, its bytes and"
            + " its value, forwards and back.",
        payload);
  }

  private static List<String> noPayload() {
    return List.of(
        "Nothing is decoded yet.",
        "Put types and bytes on the left, or drop files here; the message shows as you type.");
  }

  private DecodeView view(StepperViewModel stepper, Supplier<Node> empty) {
    return new DecodeView(
        stepper,
        palette,
        new DecodeView.Around() {
          @Override
          public Node empty() {
            return empty.get();
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
