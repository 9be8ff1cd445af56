package dev.fiberscope.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.engine.replay.Replay;
import dev.fiberscope.engine.wire.DecodeError;
import dev.fiberscope.engine.wire.WireConfig;
import java.util.Arrays;
import java.util.HexFormat;
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
        "struct A { #[serde(skip)] x: u8 } | line 1, column 12: #[serde(skip)] changes the wire"
            + " format and is not supported; write the type as it travels",
        "struct A { x: [u8; N] } | line 1, column 20: expected an array's length as a number up to"
            + " 2147483647, found 'N'",
        "type A = NonZero<String>; | line 1, column 10: NonZero takes an integer type, not String",
        "fn main() {} | line 1, column 1: expected a struct, an enum or a type, found none of them",
        "struct A { x: u8 | line 1, column 17: expected ',' between the fields of A, found the end"
            + " of the text",
        "/* a | line 1, column 1: this comment has no end; close it with */"
      })
  void errorsSayWhereWhatAndWhatToDo(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(SchemaException.class)
        .hasMessage(message.replace("\\u2026", "\u2026"));
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
    Replay replay =
        Replay.of(
            parse("struct Nothing {} type Root = Vec<[Nothing; 1000]>;"),
            WireConfig.standard(),
            HexFormat.of().parseHex("fdffffffffffffffff"));
    assertThat(replay.error().orElseThrow().error())
        .isInstanceOf(DecodeError.TooManyElements.class);
  }

  @Test
  void nestingWithoutEndIsStoppedByTheGuard() {
    Replay replay =
        Replay.of(
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
