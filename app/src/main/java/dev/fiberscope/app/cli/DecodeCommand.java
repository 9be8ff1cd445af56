package dev.fiberscope.app.cli;

import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.RustSchema;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.wire.WireConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiberscope decode --schema types.rs payload.bin} */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = {
      "Decode a bincode message and print its value with the offset of every part.",
      "On an error, print the value so far, where it stopped and the bytes around that place."
    })
final class DecodeCommand implements Callable<Integer> {
  private static final int NOT_DECODED = 1;

  private enum Format {
    tree,
    json
  }

  private static final class Payload {
    @Parameters(paramLabel = "PAYLOAD", description = "A file that begins with the message.")
    private Path file;

    @Option(names = "--hex", paramLabel = "HEX", description = "The message as hex digits.")
    private String hex;
  }

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Payload payload;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      required = true,
      description = "Rust source with the types; items that are no types are skipped.")
  private Path schema;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "The message's type. Default: Root, or the only type that no other one uses.")
  private Optional<String> type;

  @Option(
      names = "--config",
      paramLabel = "RUST",
      defaultValue = "standard()",
      description = "bincode's configuration as Rust writes it. Default: ${DEFAULT-VALUE}")
  private String config;

  @Option(
      names = "--format",
      defaultValue = "tree",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Format format;

  @Override
  public Integer call() throws IOException {
    byte[] bytes = bytes();
    Schema types = types();
    Replay replay = Replay.of(types, wireConfig(), bytes);
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json && replay.value().isPresent()) {
      out.println(JsonText.of(types.root(), replay.value().get()));
    } else {
      StepText.lines(replay.steps()).forEach(out::println);
    }
    if (replay.error().isPresent()) {
      out.flush();
      ErrorText.of(replay.error().get(), bytes).forEach(spec.commandLine().getErr()::println);
      return NOT_DECODED;
    }
    long left = bytes.length - replay.consumed();
    if (left > 0 && format == Format.tree) {
      out.println(
          "The message ends at offset " + replay.consumed() + "; " + left + " bytes follow it.");
    }
    return 0;
  }

  private WireConfig wireConfig() {
    try {
      return WireConfig.parse(config);
    } catch (IllegalArgumentException bad) {
      throw new ParameterException(spec.commandLine(), bad.getMessage());
    }
  }

  private Schema types() throws IOException {
    try {
      return RustSchema.parse(Files.readString(schema), type);
    } catch (SchemaException bad) {
      throw new IOException(schema + ", " + bad.getMessage(), bad);
    } catch (NoSuchFileException missing) {
      throw new IOException("There is no file " + schema + ".", missing);
    } catch (MalformedInputException binary) {
      throw new IOException(schema + " is no text.", binary);
    }
  }

  private byte[] bytes() throws IOException {
    if (payload.file != null) {
      try {
        return Files.readAllBytes(payload.file);
      } catch (NoSuchFileException missing) {
        throw new IOException("There is no file " + payload.file + ".", missing);
      }
    }
    try {
      return HexFormat.of().parseHex(payload.hex.replaceAll("[\\s_:]", ""));
    } catch (IllegalArgumentException bad) {
      throw new ParameterException(
          spec.commandLine(), "--hex takes pairs of hex digits: " + bad.getMessage() + ".");
    }
  }
}
