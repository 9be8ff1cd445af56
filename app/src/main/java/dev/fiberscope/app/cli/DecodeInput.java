package dev.fiberscope.app.cli;

import dev.fiberscope.app.message.GivenMessage;
import dev.fiberscope.app.message.HandClasses;
import dev.fiberscope.app.message.MessageException;
import dev.fiberscope.app.message.MessageTypes;
import dev.fiberscope.engine.payload.Framing;
import dev.fiberscope.engine.payload.Payload;
import dev.fiberscope.engine.rust.RustSchema.Dialect;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.wire.WireConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to decode and as what. */
final class DecodeInput {
  private static final String AUTO = "auto";

  private static final String STANDARD_INPUT = "-";

  private static final class Source {
    @Parameters(
        paramLabel = "PAYLOAD",
        description = {
          "A file that begins with the message, or - for standard input: bytes, hex with or without"
              + " spaces and 0x, a hex dump (xxd, hexdump, od), base64, or bytes as Rust prints them"
              + " ([1, 2, 251], b\"\\\\x01\")."
        })
    private Path file;

    @Option(
        names = "--hex",
        paramLabel = "TEXT",
        description = "The message itself, as hex or any other of these texts.")
    private String text;
  }

  private static final class Forms implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Payload.forms().iterator();
    }
  }

  private static final class Framings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Framing.values()).map(Framing::option).iterator();
    }
  }

  @ArgGroup(multiplicity = "0..1")
  private Source source;

  private boolean isPlainText;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Rust source with the types; items that are no types are skipped.")
  private List<Path> schemas = List.of();

  @Option(
      names = "--rust",
      paramLabel = "TEXT",
      description = "Types as text, in place of a file or in addition to it.")
  private Optional<String> rust = Optional.empty();

  @Option(
      names = "--decoder",
      paramLabel = "CLASS",
      description = "A hand-written decoder in place of types: its class, with --class-path.")
  private Optional<String> decoder = Optional.empty();

  @Option(
      names = "--class-path",
      paramLabel = "PATH",
      description = "The jar, or the folder of classes, that has the decoder.")
  private Optional<Path> classPath = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "The message's type. Default: Root, or the only type that no other one uses.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "RUST",
      defaultValue = "standard()",
      description = {
        "bincode's configuration as Rust writes it, of bincode 2 and bincode-next (standard(),"
            + " legacy()) or of bincode 1 (DefaultOptions::new(), options(), serialize()). Default:"
            + " ${DEFAULT-VALUE}"
      })
  private String config;

  @Option(
      names = "--via",
      paramLabel = "TRAITS",
      description = {
        "encode or serde: through which traits values travel. Default: what each type derives, and"
            + " serde where the configuration is one of bincode 1."
      })
  private Optional<String> via = Optional.empty();

  @Option(
      names = "--as",
      paramLabel = "FORM",
      completionCandidates = Forms.class,
      description = "How the payload is written: ${COMPLETION-CANDIDATES}. Default: found out.")
  private Optional<String> form = Optional.empty();

  @Option(
      names = "--format-in",
      paramLabel = "FORMAT",
      description = {
        "cbor: show any CBOR, one item or several in a row, in diagnostic notation. No types are"
            + " needed. Default: what --config says."
      })
  private Optional<String> formatIn = Optional.empty();

  @Option(
      names = "--skip",
      paramLabel = "BYTES",
      defaultValue = "0",
      description = "Bytes before the first message that belong to something else.")
  private int skip;

  @Option(
      names = "--many",
      paramLabel = "FRAMING",
      arity = "0..1",
      fallbackValue = AUTO,
      completionCandidates = Framings.class,
      description = {
        "The payload has several messages: auto, or ${COMPLETION-CANDIDATES}, which says whether a"
            + " length stands before each, in which byte order."
      })
  private Optional<String> many = Optional.empty();

  /** True if it is CBOR whose types do not matter. */
  boolean isAnyCbor() throws MessageException {
    if (formatIn.isPresent() && !formatIn.get().equalsIgnoreCase("cbor")) {
      throw new MessageException(
          "--format-in takes cbor, not " + formatIn.get() + "; other formats are in --config.");
    }
    boolean hasTypes =
        rust.isPresent()
            || !schemas.isEmpty()
            || type.isPresent()
            || decoder.isPresent()
            || many.isPresent();
    if (formatIn.isPresent() && hasTypes) {
      throw new MessageException(
          "--format-in cbor is for bytes without types, one item or several in a row; with types"
              + " --config 'standard().with_cbor_format()' says that they are CBOR.");
    }
    return formatIn.isPresent();
  }

  /** True if there are several messages. */
  boolean isMany() {
    return many.isPresent();
  }

  /** What stands before each of them; empty if that is to be found out. */
  Optional<Framing> framing() throws MessageException {
    if (many.isEmpty() || many.get().equals(AUTO)) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Framing.values())
            .filter(framing -> framing.option().equals(many.get().toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    new MessageException(
                        "--many takes auto, "
                            + String.join(
                                ", ", Arrays.stream(Framing.values()).map(Framing::option).toList())
                            + ", not "
                            + many.get()
                            + ".")));
  }

  /** The hand-written decoder; empty if there are types. */
  Optional<Decodable<?>> decoder() throws MessageException {
    if (decoder.isEmpty()) {
      return Optional.empty();
    }
    try {
      HandClasses classes =
          HandClasses.of(
              classPath.orElseThrow(
                  () -> new MessageException("--decoder needs --class-path, where its class is.")));
      return Optional.of(
          classes
              .find(decoder.get())
              .orElseThrow(
                  () ->
                      new MessageException(
                          "There is no "
                              + decoder.get()
                              + " in "
                              + classPath.get()
                              + " that is a Decodable and can be made without arguments.")));
    } catch (IllegalArgumentException wrong) {
      throw new MessageException(wrong.getMessage(), wrong);
    }
  }

  /** How integers travel and the like. */
  WireConfig config() throws MessageException {
    try {
      return WireConfig.parse(config);
    } catch (IllegalArgumentException wrong) {
      throw new MessageException(wrong.getMessage(), wrong);
    }
  }

  /** True if somebody said that bytes may follow. */
  boolean allowsTrailing() {
    return config.contains("allow_trailing_bytes");
  }

  /** All of it, for a window. */
  GivenMessage given() throws IOException, MessageException {
    findPayload();
    if (source.file != null && source.file.toString().equals(STANDARD_INPUT)) {
      throw new MessageException("--open takes a file or --hex, not standard input.");
    }
    return new GivenMessage(
        rust(),
        type.orElse(""),
        config,
        Optional.ofNullable(source.file).map(Path::toAbsolutePath),
        source.text == null ? "" : source.text);
  }

  private String rust() throws IOException, MessageException {
    StringBuilder text = new StringBuilder();
    for (Path schema : schemas) {
      text.append(read(schema)).append('\n');
    }
    rust.ifPresent(text::append);
    if (text.isEmpty()) {
      throw new MessageException(
          "What is in the message? Give its types with --schema FILE or --rust TEXT; CBOR needs"
              + " none with --format-in cbor.");
    }
    return text.toString();
  }

  MessageTypes types() throws IOException, MessageException {
    try {
      return MessageTypes.read(rust(), type, config, dialect());
    } catch (MessageException bad) {
      boolean place = bad.getMessage().startsWith("line ");
      throw place && schemas.size() == 1
          ? new MessageException(schemas.getFirst() + ", " + bad.getMessage(), bad)
          : bad;
    }
  }

  private Optional<Dialect> dialect() throws MessageException {
    if (via.isEmpty()) {
      return Optional.empty();
    }
    return switch (via.get().toLowerCase(Locale.ROOT)) {
      case "serde" -> Optional.of(Dialect.SERDE);
      case "encode" -> Optional.of(Dialect.ENCODE);
      default -> throw new MessageException("--via takes encode or serde, not " + via.get() + ".");
    };
  }

  private static String read(Path schema) throws IOException {
    try {
      return Files.readString(schema);
    } catch (NoSuchFileException missing) {
      throw new IOException("There is no file " + schema + ".", missing);
    } catch (MalformedInputException binary) {
      throw new IOException(schema + " is no text.", binary);
    }
  }

  /** The bytes from the first message on. */
  byte[] bytes() throws IOException, MessageException {
    byte[] bytes = payload().bytes();
    if (skip < 0 || skip > bytes.length) {
      throw new MessageException(
          "--skip " + skip + " is not within the payload's " + bytes.length + " bytes.");
    }
    return skip == 0 ? bytes : Arrays.copyOfRange(bytes, skip, bytes.length);
  }

  /** What is to be said of the payload, if it does not decode. */
  Optional<String> note() {
    return isPlainText
        ? Optional.of(
            "The payload is text, of no form that is known here; it was taken as the bytes it is.")
        : Optional.empty();
  }

  private static boolean isFraming(String word) {
    return Arrays.stream(Framing.values()).anyMatch(framing -> framing.option().equals(word));
  }

  /** The word behind --many may be the payload: a file, or - for standard input. */
  private void findPayload() throws MessageException {
    if (source != null) {
      return;
    }
    String word = many.orElse(AUTO);
    if (word.equals(AUTO) || isFraming(word)) {
      throw new MessageException(
          "What is to be decoded? Give a file, - for standard input, or --hex TEXT.");
    }
    many = Optional.of(AUTO);
    source = new Source();
    source.file = Path.of(word);
  }

  private Payload payload() throws IOException, MessageException {
    findPayload();
    if (source.file == null) {
      return written();
    }
    byte[] content = content(source.file);
    try {
      Payload payload =
          form.isPresent() ? Payload.of(content, form.get()) : Payload.ofFile(content);
      isPlainText = payload.form().equals(Payload.TEXT);
      return payload;
    } catch (IllegalArgumentException bad) {
      throw new MessageException(bad.getMessage(), bad);
    }
  }

  private Payload written() throws MessageException {
    Optional<Payload> payload;
    try {
      payload = Payload.ofText(source.text);
    } catch (IllegalArgumentException broken) {
      throw new MessageException(broken.getMessage(), broken);
    }
    return payload.orElseThrow(
        () ->
            new MessageException(
                "--hex takes pairs of hex digits, a hex dump, base64, or bytes as Rust prints"
                    + " them; this is none of them: "
                    + (source.text.length() > 60
                        ? source.text.substring(0, 60) + "\u2026"
                        : source.text)));
  }

  private static byte[] content(Path file) throws IOException {
    if (file.toString().equals(STANDARD_INPUT)) {
      try (InputStream in = System.in) {
        return in.readAllBytes();
      }
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new IOException("There is no file " + file + ".", missing);
    } catch (OutOfMemoryError large) {
      throw new IOException(
          file + " does not fit into memory; a message has 2 GiB at most.", large);
    }
  }
}
