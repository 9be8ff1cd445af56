package dev.fiberscope.engine.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.fiberscope.engine.SliceDecoder;
import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.rust.RustSchema;
import dev.fiberscope.engine.schema.JsonText;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.wire.DecodeException;
import dev.fiberscope.engine.wire.Fingerprint;
import dev.fiberscope.engine.wire.Format;
import dev.fiberscope.engine.wire.Release;
import dev.fiberscope.engine.wire.WireConfig;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Hostile type text and hostile payloads: whatever comes, the answer is a value, a {@link
 * SchemaException} or a {@link DecodeException}. Run with {@code mvn -q -pl engine test-compile
 * exec:exec@fuzz}.
 */
public final class DecodeFuzzer {
  private static final List<Schema> SCHEMAS =
      List.of(
          schema("struct A { a: u64, b: Vec<String>, c: Option<Box<A>>, d: [u16; 3] }"),
          schema("enum E { A, B(Vec<E>), C { m: BTreeMap<String, E>, t: (u8, char) } }"),
          schema(
              "struct S { r: Result<Duration, SystemTime>, i: IpAddr, s: SocketAddr, u: Vec<()> }"),
          schema(
              "#[derive(BitPacked)] enum P { A, B(#[bincode(bits = 5)] i8, u16), C { #[bincode(bits ="
                  + " 33)] w: u64, s: BoundedString<9> } } struct Q { p: Vec<P>, b: BoundedVec<P, 4> }"
                  + " type Root = Q;"),
          schema(
              "struct K { m: HashMap<Vec<u8>, [i8; 2]>, s: BTreeSet<u8>, b: Box<[u8]>, f: f32 }"),
          schema("type Root = BinaryHeap<Reverse<(i128, BTreeSet<Option<bool>>, f64)>>;"));

  private static final List<Format> FORMATS =
      List.of(
          Format.BINCODE,
          Format.DETERMINISTIC_BINCODE,
          Format.Cbor.PLAIN,
          Format.Cbor.DETERMINISTIC);

  private DecodeFuzzer() {}

  private static Schema schema(String text) {
    return RustSchema.parse(text, Optional.empty());
  }

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    WireConfig config =
        new WireConfig(
            data.consumeBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
            data.consumeBoolean() ? WireConfig.IntEncoding.FIXED : WireConfig.IntEncoding.VARIABLE,
            data.consumeBoolean() ? data.consumeInt(0, 10_000) : WireConfig.NO_LIMIT,
            data.pickValue(FORMATS),
            data.consumeBoolean(),
            data.consumeBoolean() ? Fingerprint.NONE : Fingerprint.OF_TYPES,
            data.pickValue(Release.values()));
    Schema schema;
    try {
      schema = data.consumeBoolean() ? data.pickValue(SCHEMAS) : schema(data.consumeString(1_000));
    } catch (SchemaException refused) {
      return;
    }
    decode(schema, config, data.consumeRemainingAsBytes());
  }

  private static void decode(Schema schema, WireConfig config, byte[] payload) {
    SchemaReplay replay = SchemaReplay.of(schema, config, payload);
    try {
      Object value = new SliceDecoder(config).decode(schema, payload);
      if (!replay.value().equals(Optional.of(value))) {
        throw new AssertionError("the replay gives another value");
      }
      JsonText.of(schema.root(), value);
    } catch (DecodeException refused) {
      DecodeException again = replay.error().orElseThrow();
      if (!again.getMessage().equals(refused.getMessage())) {
        throw new AssertionError("the replay gives another error");
      }
    }
  }
}
