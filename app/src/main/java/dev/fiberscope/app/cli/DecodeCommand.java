package dev.fiberscope.app.cli;

import dev.fiberscope.app.message.MessageException;
import dev.fiberscope.app.message.MessageTypes;
import dev.fiberscope.app.message.Messages;
import dev.fiberscope.app.message.ValueText;
import dev.fiberscope.engine.cbor.CborItem;
import dev.fiberscope.engine.cbor.CborLines;
import dev.fiberscope.engine.cbor.CborParser;
import dev.fiberscope.engine.fit.Advice;
import dev.fiberscope.engine.fit.Fit;
import dev.fiberscope.engine.fit.FitSearch;
import dev.fiberscope.engine.payload.Framing;
import dev.fiberscope.engine.payload.Framing.Frame;
import dev.fiberscope.engine.replay.ByteMeaning;
import dev.fiberscope.engine.replay.HandReplay;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.wire.Warning;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fiberscope decode --schema types.rs payload.bin} */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = {
      "Decode bincode messages and print their values with the offset of every part.",
      "On an error, print the value so far, where it stopped and the bytes around that place; then,"
          + " as where bytes are left, in which other way all of them would decode."
    })
final class DecodeCommand implements Callable<Integer> {
  private static final int NOT_DECODED = 1;
  private static final int BUFFER = 1 << 16;
  private static final int MOST_WARNINGS = 10;

  private enum Format {
    tree,
    json
  }

  @Spec private CommandSpec spec;

  @ParentCommand private FiberscopeCommand parent;

  @Mixin private DecodeInput input;

  @Option(
      names = "--format",
      defaultValue = "tree",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Format format;

  @Option(names = "--all", description = "Print lists of more than 100 elements to their end.")
  private boolean all;

  @Option(
      names = "--byte",
      paramLabel = "OFFSET",
      description = "Say only why this byte is in the message.")
  private Optional<Long> byteOffset = Optional.empty();

  @Option(names = "--open", description = "Step through it in the window.")
  private boolean open;

  @Override
  public Integer call() throws IOException, MessageException, FiberscopeCommand.NoDisplayException {
    if (open) {
      parent.windows.show(Optional.of(new FiberscopeCommand.First.Message(input.given())));
      return 0;
    }
    PrintWriter out = buffered(spec.commandLine().getOut());
    Optional<Decodable<?>> decoder = input.decoder();
    byte[] bytes = input.bytes();
    if (input.isAnyCbor()) {
      if (byteOffset.isPresent() || format == Format.json) {
        throw new MessageException(
            "--format-in cbor prints diagnostic notation: --byte and --format json need types.");
      }
      return anyCbor(bytes, out);
    }
    if (decoder.isPresent()) {
      return byHand(decoder.get(), bytes, out);
    }
    MessageTypes types = input.types();
    int code =
        byteOffset.isPresent()
            ? explain(types, bytes, out)
            : input.isMany() ? many(types, bytes, out) : one(types, bytes, out);
    out.flush();
    return code;
  }

  /** Buffers what is printed, and still knows when nobody reads it any more. */
  private static PrintWriter buffered(PrintWriter behind) {
    return new PrintWriter(new BufferedWriter(behind, BUFFER), false) {
      @Override
      public boolean checkError() {
        // Standard output keeps its errors to itself.
        return super.checkError() || behind.checkError() || System.out.checkError();
      }
    };
  }

  private int explain(MessageTypes types, byte[] bytes, PrintWriter out) throws MessageException {
    long offset = byteOffset.orElseThrow();
    if (offset < 0 || offset >= bytes.length) {
      throw new MessageException(
          "--byte " + offset + " is not within the payload's " + bytes.length + " bytes.");
    }
    SchemaReplay replay = SchemaReplay.of(types.schema(), types.config(), bytes);
    Optional<ByteMeaning> meaning = ByteMeaning.of(replay, types.config(), offset);
    String value = String.format("Byte %d is %02x", offset, bytes[(int) offset]);
    if (meaning.isEmpty()) {
      out.println(value + ". The decode ends at offset " + replay.consumed() + ", before it.");
      return NOT_DECODED;
    }
    out.println(value + ", in " + ValueText.field(meaning.get()) + ".");
    out.println("It is " + meaning.get().encoding() + ".");
    return 0;
  }

  private int anyCbor(byte[] bytes, PrintWriter out) {
    CborParser.Sequence read = CborParser.read(bytes);
    int digits = String.valueOf(bytes.length).length();
    for (CborItem item : read.items()) {
      for (CborLines.Line line : CborLines.of(item)) {
        out.println(line.numbered(digits));
      }
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    warn(read.warnings(), err);
    if (bytes.length == 0) {
      err.println("There is no byte, so there is no item.");
    }
    if (read.problem().isEmpty()) {
      return 0;
    }
    err.println(read.problem().get().getMessage());
    ErrorText.around(bytes, read.problem().get().offset()).forEach(err::println);
    return NOT_DECODED;
  }

  /** What was read although it is wrong. */
  private static void warn(List<Warning> warnings, PrintWriter err) {
    for (Warning each : warnings.subList(0, Math.min(MOST_WARNINGS, warnings.size()))) {
      err.println(each.text());
    }
    if (warnings.size() > MOST_WARNINGS) {
      err.println("There are " + (warnings.size() - MOST_WARNINGS) + " more like these.");
    }
  }

  private int byHand(Decodable<?> decoder, byte[] bytes, PrintWriter out) throws MessageException {
    HandReplay replay = HandReplay.of(decoder, input.config(), bytes);
    new TreePrinter(out, all).print(replay);
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    replay.error().ifPresent(error -> ErrorText.of(error, bytes).forEach(err::println));
    replay.crash().ifPresent(crash -> err.println("The decoder threw " + crash + "."));
    boolean whole = replay.error().isEmpty() && replay.crash().isEmpty();
    long left = bytes.length - replay.consumed();
    if (whole && left > 0) {
      err.println("The message ends at offset " + replay.consumed() + "; " + left + " follow it.");
    }
    return whole && left == 0 ? 0 : NOT_DECODED;
  }

  private int one(MessageTypes types, byte[] bytes, PrintWriter out) {
    types.notes().forEach(spec.commandLine().getErr()::println);
    SchemaReplay replay = SchemaReplay.of(types.schema(), types.config(), bytes);
    if (!print(types, replay, out)) {
      return 0;
    }
    out.flush();
    warn(replay.warnings(), spec.commandLine().getErr());
    long left = bytes.length - replay.consumed();
    boolean whole = replay.error().isEmpty();
    if (whole && left == 0) {
      return 0;
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    if (replay.error().isPresent()) {
      ErrorText.of(replay.error().get(), bytes).forEach(err::println);
      Advice.of(replay, types.config()).forEach(err::println);
      input.note().ifPresent(err::println);
    } else {
      err.println(
          "The message ends at offset "
              + replay.consumed()
              + "; "
              + left
              + (left == 1 ? " byte follows it." : " bytes follow it."));
    }
    if (whole) {
      Advice.ofRest(replay).forEach(err::println);
    }
    if (whole && input.allowsTrailing()) {
      return 0;
    }
    suggest(types, replay, err);
    return NOT_DECODED;
  }

  private static void suggest(MessageTypes types, SchemaReplay replay, PrintWriter err) {
    FitSearch.Found found =
        FitSearch.in(types.schema(), types.config(), replay.bytes(), types.others());
    if (found.fits().isEmpty()) {
      Advice.ofCut(replay).ifPresent(err::println);
      err.println(found.nothing());
      return;
    }
    err.println("What may be right instead, the likeliest first:");
    for (Fit fit : found.fits()) {
      err.println("  " + fit.sentence() + options(types, fit));
    }
  }

  /** How to ask for it. */
  private static String options(MessageTypes types, Fit fit) {
    StringBuilder options = new StringBuilder();
    if (!fit.config().equals(types.config())) {
      options.append(" --config '").append(FitSearch.named(fit.config())).append('\'');
    }
    fit.root().ifPresent(root -> options.append(" --type ").append(root));
    if (fit.skipped() > 0) {
      options.append(" --skip ").append(fit.skipped());
    }
    fit.framing().ifPresent(framing -> options.append(" --many ").append(framing.option()));
    return options.isEmpty() ? "" : " (" + options.substring(1) + ")";
  }

  /** False if nobody reads any more. */
  private boolean print(MessageTypes types, SchemaReplay replay, PrintWriter out) {
    if (format == Format.tree) {
      return new TreePrinter(out, all).print(replay);
    }
    // A line for each message, whatever came of it.
    out.println(
        replay
            .value()
            .map(value -> JsonText.of(types.schema().root(), value))
            .orElseGet(
                () ->
                    "{\"error\":"
                        + JsonText.of(
                            Type.Primitive.STRING, replay.error().orElseThrow().getMessage())
                        + "}"));
    return !out.checkError();
  }

  private int many(MessageTypes types, byte[] bytes, PrintWriter out) throws MessageException {
    types.notes().forEach(spec.commandLine().getErr()::println);
    Optional<Framing> framing = input.framing();
    Messages messages =
        framing.isPresent()
            ? Messages.of(bytes, framing.get(), types)
            : Messages.guess(bytes, types);
    int code = 0;
    List<Frame> frames = messages.frames();
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      byte[] message = Arrays.copyOfRange(bytes, frame.from(), frame.to());
      if (format == Format.tree) {
        out.println(
            "Message "
                + (i + 1)
                + " at offset "
                + frame.from()
                + ", "
                + message.length
                + (message.length == 1 ? " byte" : " bytes"));
      }
      SchemaReplay replay = SchemaReplay.of(types.schema(), types.config(), message);
      if (!print(types, replay, out)) {
        return code;
      }
      code |= problemOf(replay, message, i + 1, out);
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        frames.size()
            + (frames.size() == 1 ? " message, " : " messages, ")
            + messages.framing().text()
            + messages.problem().map(why -> "; then " + why).orElse("")
            + ".");
    return messages.problem().isPresent() ? NOT_DECODED : code;
  }

  private int problemOf(SchemaReplay replay, byte[] message, int number, PrintWriter out) {
    long left = message.length - replay.consumed();
    if (replay.error().isEmpty() && left == 0) {
      return 0;
    }
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println("Message " + number + ":");
    if (replay.error().isPresent()) {
      ErrorText.of(replay.error().get(), message).forEach(err::println);
    } else {
      err.println(
          "It ends at offset " + replay.consumed() + "; " + left + " of its bytes are left.");
    }
    return NOT_DECODED;
  }
}
