package dev.fiberscope.engine.rust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.engine.replay.SchemaReplay;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RustSchemaTest {
  private static Schema parse(String text) {
    return RustSchema.parse(text, Optional.empty());
  }

  @Test
  void aRealFileIsReadAndItemsThatAreNoTypesAreSkipped() {
    Schema schema =
        parse(
            """
            //! Orders. /* nested /* comments */ too */
            use std::collections::{HashMap, BTreeMap};
            pub(crate) const LIMIT: usize = 1 << 20;
            macro_rules! noop { () => {}; }

            /// An order.
            #[derive(Debug, Clone, bincode::Encode, bincode::Decode)]
            #[bincode(crate = "bincode_next")]
            pub struct Order<'a, T: Clone + 'a = u8> where T: Sized {
                pub id: u64,
                #[serde(rename = "acct")] account: &'a str,
                lines: Vec<Line<T>>,
                by_name: std::collections::HashMap<String, [u16; 0x2]>,
                parent: Option<Box<Order<'a, T>>>,
                r#type: Kind,
            }
            pub struct Line<T>(T, pub (u8, char));
            enum Kind { Spot = 10, Forward { days: u32, }, Swap(Box<Kind>), }
            struct Marker;
            impl<T> Order<'_, T> { fn len(&self) -> usize { let c = '{'; "}".len() } }
            type Root = Order<'static, u32>;
            """);
    assertThat(schema.rustText())
        .isEqualTo(
            """
            struct Order<u32> { id: u64, account: &str, lines: Vec<Line<u32>>,\
             by_name: HashMap<String, [u16; 2]>, parent: Option<Box<Order<u32>>>, type: Kind }
            struct Line<u32>(u32, (u8, char));
            enum Kind { Spot, Forward { days: u32 }, Swap(Box<Kind>) }
            type Root = Order<u32>;\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "struct A { x: u65 } | line 1, column 15: there is no type u65; did you mean u64?",
        "struct A { x u8 } | line 1, column 14: expected ':' between the field x and its type,"
            + " found 'u8'",
        "struct A { x: Vec } | line 1, column 15: Vec takes 1 type argument, found 0",
        "struct A { x: fn() -> u8 } | line 1, column 15: 'fn' begins a type that cannot be decoded;"
            + " use a type with data",
        "struct A { x: A } | line 1, column 8: A contains itself, so no value of it ends; put the"
            + " inner one in a Box",
        "type A = B; type B = A; | line 1, column 1: which type is a message? Name one with --type,"
            + " or add type Root = \u2026; there are A, B",
        "struct A(u8); struct A(u8); | line 1, column 22: A is declared already, at line 1",
        "struct A { #[bincode(bits = 3)] x: u8 } | line 1, column 12: bits needs #[derive(BitPacked)]"
            + " on the type",
        "#[derive(BitPacked)] struct A { #[bincode(bits = 9)] x: u8 } | line 1, column 33: u8 takes 1"
            + " to 8 bits, not 9",
        "#[derive(BitPacked)] struct A { #[bincode(bits = 2)] x: f32 } | line 1, column 33: bits is"
            + " for bool and integers, and x is f32",
        "struct A { #[bincode(rename = 3)] x: u8 } | line 1, column 12: #[bincode(rename)] changes the"
            + " wire format and is not supported; write the type as it travels",
        "struct A { x: [u8; N] } | line 1, column 20: there is no constant N in this text; add const"
            + " N: usize = \u2026;",
        "struct A { x: [u8; 1 - 2] } | line 1, column 22: expected an array's length as a number up"
            + " to 2147483647, found -1",
        "struct A { x: [u8; M] } const M: usize = M + 1; | line 1, column 42: this constant needs"
            + " itself, or too many others",
        "#[derive(Serialize)] struct A { #[serde(flatten)] x: B } struct B(u8); | line 1, column 33:"
            + " serde(flatten) makes serde write A as a map of unknown length, which bincode refuses"
            + " to write (SequenceMustHaveLength); write the inner type's fields here, if that is"
            + " what your code does",
        "#[derive(Serialize)] struct A { #[serde(with = 'my::code')] x: u8 } | line 1, column 33: how"
            + " A.x travels is in the code of my::code, which is not known here; remove the attribute"
            + " and write the type that this code writes, such as String or i64",
        "struct A { x: serde_json::Value } | line 1, column 27: a serde_json::Value writes its"
            + " content without saying what it is, so nothing can read it from bincode"
            + " (deserialize_any); send its text as a String, or write the type that you know is in"
            + " it",
        "mod a { struct A(u8); } mod b { struct A(u8); } struct R(A); | line 1, column 58: there are"
            + " several types A; write which: a::A, b::A",
        "type A = NonZero<String>; | line 1, column 10: NonZero takes an integer type, not String",
        "fn main() {} | line 1, column 1: expected a struct, an enum or a type, found none of them",
        "struct A { x: u8 | line 1, column 17: expected ',' between the fields of A, found the end"
            + " of the text",
        "/* a | line 1, column 1: this comment has no end; close it with */"
      })
  void errorsSayWhereWhatAndWhatToDo(String text, String message) {
    // The table's own quote stands for Rust's.
    assertThatThrownBy(() -> parse(text.replace('\'', '"')))
        .isInstanceOf(SchemaException.class)
        .hasMessage(message.replace("\\u2026", "\u2026"));
  }

  private static String told(String text) {
    return RustSchema.read(text, Optional.of("Root"), Optional.empty()).schema().rustText();
  }

  private static List<String> notes(String text) {
    return RustSchema.read(text, Optional.of("Root"), Optional.empty()).notes();
  }

  @Test
  void lengthsAreComputedAsRustDoes() {
    assertThat(
            told(
                """
                const N: usize = 1 << 2;
                mod sizes { pub const KEY: usize = super::N * 2 + u8::MAX as usize - 0xff; }
                use sizes::KEY as K;
                struct Buf<const L: usize, T = u16>([T; L], [u8; { L + 1 }]);
                impl Buf<0> { pub const HALF: usize = K / 2; }
                struct Root { a: [u8; 2 * N], b: Buf<3>, c: Buf<{ K }, u8>, d: [u8; Self::HALF],
                  e: [u8; core::mem::size_of::<u32>()], f: Buf<N> }
                """))
        .contains(
            "struct Buf<3, u16>([u16; 3], [u8; 4]);",
            "struct Buf<8, u8>([u8; 8], [u8; 9]);",
            "a: [u8; 8], b: Buf<3, u16>, c: Buf<8, u8>, d: [u8; 4], e: [u8; 4], f: Buf<4, u16>");
  }

  @Test
  void namesAreLookedUpByModuleAndUse() {
    assertThat(
            told(
                """
                pub mod v1 { pub struct Order { pub id: u32 } pub mod deep { pub struct D(super::Order); } }
                mod v2 { use super::v1; pub struct Order { old: v1::Order, d: v1::deep::D } }
                use v2::Order as Current;
                use crate::v1::{self as first, deep::*};
                struct Root { now: Current, then: first::Order, d: D }
                """))
        .isEqualTo(
            """
            struct Root { now: v2::Order, then: v1::Order, d: D }
            struct v2::Order { old: v1::Order, d: D }
            struct v1::Order { id: u32 }
            struct D(v1::Order);\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "enum Root { Leaf(u8), Node(Box<Self>), Many { kids: Vec<Self> } } | Node(Box<Root>)",
        "struct Root(u8); impl From<Root> for [u8; 3] { fn f() {} } | struct Root(u8);",
        "struct Root where [u8; { 1 + 1 }]: Sized { a: [u8; 2] } | a: [u8; 2]",
        "const EPS: f64 = 1e-3; const X: f32 = 2f32; struct Root(u8); | struct Root(u8);",
        "const M: u32 = 1 + <u8 as T>::X; const _: () = {}; struct Root(u8); | struct Root(u8);",
        "struct O { f: Box<dyn for<'a> Fn(&'a u8) -> u8> } struct Root(u8); | struct Root(u8);",
        "struct O { x: <u8 as Tr>::Out, z: arr![u8; 3], l: [u8; N.len()] } union U { a: u8 }"
            + " struct Root(u8); | struct Root(u8);",
        "struct Root { a: Hash, b: Key } struct Hash([u8; Self::LEN]); struct Key([u8; Self::LEN]);"
            + " impl Hash { const LEN: usize = 2; } impl Key { const LEN: usize = 3; }"
            + " | struct Key([u8; 3]);",
        "mod a { pub mod v1 { pub struct P(u8); } pub mod v2 { pub struct P(u16); } pub use v2::*; }"
            + " use a::P; struct Root(P); | struct a::v2::P(u16);",
        "struct Root { #[cfg(feature = `x`)] a: u8, #[cfg(not(feature = `x`))] a: u8, b: u8 } | { a:"
            + " u8, b: u8 }",
        "#[derive(Serialize)] struct Root { #[serde(with = `FooDef`)] f: Foo }"
            + " #[derive(Serialize)] #[serde(remote = `Foo`)] struct FooDef { x: u8 } | f: FooDef"
      })
  void whatRustcTakesIsTaken(String text, String told) {
    assertThat(told(text.replace('`', '"'))).contains(told);
  }

  @Test
  void textThatNestsWithoutEndIsASentence() {
    for (String text :
        List.of(
            "const A: usize = " + "!".repeat(5_000) + "1; struct Root([u8; A]);",
            "use " + "a::{".repeat(20_000),
            "#[cfg_attr(a, ".repeat(20_000) + "struct Root(u8);")) {
      try {
        told(text);
      } catch (SchemaException refused) {
        assertThat(refused.line()).isPositive();
      }
    }
  }

  @Test
  void serdeAttributesAreTakenByWhatTheyDoOnTheWire() {
    String text =
        """
        #[derive(Serialize, Deserialize)]
        #[cfg_attr(feature = "x", serde(rename_all = "camelCase", deny_unknown_fields))]
        struct Root {
          #[serde(rename = "identifier", default)] id: u64,
          #[serde(skip)] cache: Vec<u8>,
          #[serde(skip_serializing_if = "Option::is_none")] note: Option<String>,
          #[serde(with = "serde_bytes")] blob: Vec<u8>,
          #[serde(with = "chrono::serde::ts_seconds")] at: DateTime<Utc>,
          kind: Kind, other: Other, which: Which, result: Result<u8, u8>,
        }
        #[derive(Serialize)] #[serde(tag = "t", rename_all = "snake_case")]
        enum Kind { PlainText, #[serde(rename = "x")] Extra { n: u8 } }
        #[derive(Serialize)] #[serde(tag = "t", content = "c")] enum Other { A(u8) }
        #[derive(Serialize)] #[serde(untagged)] enum Which { A(u8), B(String) }
        """;
    assertThat(told(text))
        .isEqualTo(
            """
            #[derive(Serialize)] struct Root { id: u64, #[serde(skip)] cache: Vec<u8>,\
             #[serde(skip_serializing_if = "sometimes")] note: Option<String>, blob: Vec<u8>,\
             at: i64, kind: Kind, other: Other, which: Which, result: Result<u8, u8> }
            #[derive(Serialize)] #[serde(tag = "tag")] enum Kind { plain_text, x { n: u8 } }
            enum Other { A(u8) }
            #[derive(Serialize)] #[serde(untagged)] enum Which { A(u8), B(String) }\
            """);
    assertThat(told(told(text))).isEqualTo(told(text));
    assertThat(notes(text))
        .anySatisfy(note -> assertThat(note).startsWith("Root.note has serde(skip_serializing_if)"))
        .anySatisfy(note -> assertThat(note).startsWith("Kind has serde(tag)"))
        .anySatisfy(note -> assertThat(note).startsWith("Other has serde(tag, content)"))
        .anySatisfy(note -> assertThat(note).startsWith("Which is serde(untagged)"));
  }

  @Test
  void bincodesOwnDeriveKnowsNoSerdeAttributes() {
    assertThat(
            told("#[derive(Encode, Serialize)] struct Root { #[serde(skip)] a: Result<u8, u8> }"))
        .isEqualTo("struct Root { a: Result<u8, u8> }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Uuid | struct Uuid(Vec<u8>);",
        "uuid::Uuid | struct Uuid(Vec<u8>);",
        "chrono::DateTime<chrono::Utc> | struct DateTime<Utc>(String);",
        "chrono::Duration | struct Duration { secs: i64, nanos: i32 }",
        "std::time::Duration | type Root = Duration;",
        "time::OffsetDateTime | offset: UtcOffset",
        "IndexMap<String, u8, BuildHasher> | type Root = HashMap<String, u8>;",
        "HashMap<String, u8, RandomState> | type Root = HashMap<String, u8>;",
        "SmallVec<[u16; 4]> | type Root = Vec<u16>;",
        "ArrayVec<u16, 4> | type Root = Vec<u16>;",
        "bytes::Bytes | struct Bytes(Vec<u8>);",
        "OrderedFloat<f64> | type Root = f64;",
        "std::ffi::OsString | enum OsString { Unix(Vec<u8>), Windows(Vec<u16>) }",
        "Flags | struct Flags { bits: u8 }"
      })
  void typesOfWellKnownCratesAreKnown(String type, String told) {
    assertThat(
            told(
                "bitflags::bitflags! { #[derive(Clone)] pub struct Flags: u8 { const A = 1; } }"
                    + " struct BuildHasher; struct RandomState; type Root = "
                    + type
                    + ";"))
        .contains(told);
  }

  @Test
  void aTypeThatGrowsForEverIsRefused() {
    assertThatThrownBy(() -> parse("struct A<T> { a: Option<Box<A<Vec<T>>>> } type Root = A<u8>;"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("nested deeper");
  }

  @Test
  void aliasesThatDoubleWithEveryLineAreRefused() {
    StringBuilder text = new StringBuilder("type T0 = u8;");
    for (int i = 1; i < 60; i++) {
      text.append("type T%d = (T%d, T%d);".formatted(i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> parse(text.toString()))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("more than 20000 parts");
  }

  @Test
  void elementsThatTakeNoBytesCannotBeClaimedWithoutEnd() {
    SchemaReplay replay =
        SchemaReplay.of(
            parse("struct Nothing {} type Root = Vec<[Nothing; 1000]>;"),
            WireConfig.standard(),
            HexFormat.of().parseHex("fdffffffffffffffff"));
    assertThat(replay.error().orElseThrow().error())
        .isInstanceOf(DecodeError.TooManyElements.class);
  }

  @Test
  void nestingWithoutEndIsStoppedByTheGuard() {
    SchemaReplay replay =
        SchemaReplay.of(
            parse("struct Nest { inner: Option<Box<Nest>> }"), WireConfig.standard(), ones(15_000));
    assertThat(replay.error().orElseThrow().error()).isInstanceOf(DecodeError.GuardHit.class);
    assertThat(replay.error().orElseThrow()).hasMessageContaining("in Nest.inner.Some.inner");
  }

  private static byte[] ones(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }

  @Provide
  Arbitrary<String> schemaLike() {
    return Arbitraries.of(
            "struct ", "enum ", "type ", "A", "B", "Root", "u8", "Vec", "Option", "<", ">", "{",
            "}", "(", ")", "[", "]", ";", ":", ",", "=", "&", "'a ", "'", "\"", "#", "/*", "*/",
            "//", "\n", "4", "impl ", "where ", "mod ", "r#", "pub ", "Box")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 3_000)
  void anyTextIsASchemaOrASentence(@ForAll("schemaLike") String text) {
    try {
      assertThat(parse(text).rustText()).contains("type Root = ");
    } catch (SchemaException refused) {
      assertThat(refused.getMessage()).startsWith("line ");
      assertThat(refused.line()).isPositive();
    }
  }
}
