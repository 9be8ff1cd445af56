package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustAttributes.Entry;
import dev.fiberscope.engine.rust.RustItem.AliasItem;
import dev.fiberscope.engine.rust.RustItem.EnumItem;
import dev.fiberscope.engine.rust.RustItem.Expression;
import dev.fiberscope.engine.rust.RustItem.Part;
import dev.fiberscope.engine.rust.RustItem.StructItem;
import dev.fiberscope.engine.rust.RustItem.VariantItem;
import dev.fiberscope.engine.rust.RustLexer.Token;
import dev.fiberscope.engine.rust.RustResolver.Scope;
import dev.fiberscope.engine.rust.RustSchema.Dialect;
import dev.fiberscope.engine.schema.SchemaException;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Field;
import dev.fiberscope.engine.schema.Type.Packing;
import dev.fiberscope.engine.schema.Type.Presence;
import dev.fiberscope.engine.schema.Type.Tagging;
import dev.fiberscope.engine.schema.Type.Variant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What attributes make of structs and enums on the wire. */
final class RustShapes {
  private static final Set<String> HARMLESS_BINCODE =
      Set.of(
          "crate",
          "bits",
          "bit_packing",
          "bounds",
          "encode_bounds",
          "decode_bounds",
          "borrow_decode_bounds",
          "decode_context",
          "with_serde");

  private final RustResolver resolver;

  RustShapes(RustResolver resolver) {
    this.resolver = resolver;
  }

  /** The type that an item travels as, if an attribute says that it is another one. */
  Optional<Expression> travelsAs(RustItem item, Dialect dialect) {
    RustAttributes attributes = item.attributes();
    if (item instanceof AliasItem || dialect == Dialect.ENCODE) {
      return Optional.empty();
    }
    if (attributes.derives("Serialize_repr") || attributes.derives("Deserialize_repr")) {
      return attributes.options("repr").stream()
          .filter(repr -> RustTypes.find(repr.option()) != null)
          .findFirst()
          .map(repr -> typeText(repr.at(), repr.option()));
    }
    if (attributes.derives("SerializeDisplay") || attributes.derives("DeserializeFromStr")) {
      return Optional.of(typeText(item.name(), "String"));
    }
    return attributes
        .serde("into")
        .or(() -> attributes.serde("from"))
        .or(() -> attributes.serde("try_from"))
        .map(entry -> typeText(entry.at(), entry.value()));
  }

  /** The type that a text stands for. */
  static Expression typeText(Token at, String text) {
    try {
      return new RustExpressions(RustTokens.of(text)).type();
    } catch (SchemaException bad) {
      throw at.error("\"" + text + "\" is no type");
    }
  }

  Type struct(String name, StructItem item, Scope scope) {
    checkBincode(item.attributes());
    noteBoth(item, scope);
    Packing packing = BitPacking.of(item);
    return new Type.Struct(
        name, item.shape(), fields(item.parts(), item.name().text(), packing, scope), packing);
  }

  Type sum(String name, EnumItem item, Scope scope) {
    checkBincode(item.attributes());
    noteBoth(item, scope);
    Tagging tagging = tagging(item, scope);
    Packing packing = BitPacking.of(item);
    List<Variant> variants =
        item.variants().stream()
            .map(
                each ->
                    new Variant(
                        isTagged(item, scope) ? travellingName(item, each) : each.name(),
                        each.shape(),
                        variantFields(item, each, packing, scope)))
            .toList();
    return new Type.Enum(name, item.explicit(), tagging, variants, packing);
  }

  private List<Field> variantFields(
      EnumItem sum, VariantItem variant, Packing packing, Scope scope) {
    String name = sum.name().text() + "::" + variant.name();
    checkBincode(variant.attributes());
    if (scope.dialect() == Dialect.SERDE) {
      variant
          .attributes()
          .serde("untagged")
          .ifPresent(
              entry -> {
                throw entry
                    .at()
                    .error(
                        "serde(untagged) on a single variant is not supported; write an enum of"
                            + " what travels");
              });
      for (String option : List.of("skip", "skip_serializing", "skip_deserializing")) {
        if (variant.attributes().serde(option).isPresent()) {
          resolver.note(
              name
                  + " is skipped by serde: it is never written, but serde reads the variants behind"
                  + " it by numbers that are one lower than those it writes.");
        }
      }
      Optional<Entry> other = with(variant.attributes());
      if (other.isPresent()) {
        throw other.get().at().error(withSentence(name, other.get()));
      }
    }
    return fields(variant.parts(), name, packing, scope);
  }

  /** True if serde's names of the variants matter, or may have mattered to an older serde. */
  private static boolean isTagged(EnumItem item, Scope scope) {
    return scope.dialect() == Dialect.SERDE && item.attributes().serde("tag").isPresent();
  }

  private Tagging tagging(EnumItem item, Scope scope) {
    RustAttributes attributes = item.attributes();
    String name = item.name().text();
    if (scope.dialect() == Dialect.ENCODE) {
      return Tagging.INDEX;
    }
    if (attributes.serde("untagged").isPresent()) {
      resolver.note(
          name
              + " is serde(untagged): nothing on the wire says which variant it is, so each is"
              + " tried. Rust cannot read it back with bincode (deserialize_any).");
      return Tagging.NONE;
    }
    if (attributes.serde("tag").isEmpty()) {
      return Tagging.INDEX;
    }
    if (attributes.serde("content").isPresent()) {
      resolver.note(
          name
              + " has serde(tag, content): the variant's number travels, then its content; serde"
              + " before 1.0.181 wrote the variant's name as a String. Rust cannot read it back with"
              + " bincode (deserialize_identifier).");
      return Tagging.INDEX;
    }
    resolver.note(
        name
            + " has serde(tag): the variant's name travels as a String, then its fields. Rust"
            + " cannot read it back with bincode (deserialize_any).");
    return Tagging.NAME;
  }

  private static String travellingName(EnumItem item, VariantItem variant) {
    Optional<Entry> own = variant.attributes().serde("rename");
    return own.filter(entry -> !entry.value().isEmpty())
        .map(Entry::value)
        .orElseGet(
            () ->
                item.attributes()
                    .serde("rename_all")
                    .map(rule -> RenameRule.apply(rule.value(), variant.name()))
                    .orElse(variant.name()));
  }

  private List<Field> fields(List<Part> parts, String owner, Packing packing, Scope scope) {
    return parts.stream().map(part -> field(part, owner, packing, scope)).toList();
  }

  private Field field(Part part, String owner, Packing packing, Scope scope) {
    Field plain = field(part, owner, scope);
    return new Field(
        plain.name(), plain.type(), plain.presence(), BitPacking.bits(part, plain.type(), packing));
  }

  private Field field(Part part, String owner, Scope scope) {
    RustAttributes attributes = part.attributes();
    checkBincode(attributes);
    boolean serde =
        scope.dialect() == Dialect.SERDE || attributes.find("bincode", "with_serde").isPresent();
    if (!serde) {
      return new Field(part.name(), resolver.resolve(part.type(), scope));
    }
    String name = owner + "." + part.name();
    attributes
        .serde("flatten")
        .ifPresent(
            entry -> {
              throw entry
                  .at()
                  .error(
                      "serde(flatten) makes serde write "
                          + owner
                          + " as a map of unknown length, which bincode refuses to write"
                          + " (SequenceMustHaveLength); write the inner type's fields here, if that"
                          + " is what your code does");
            });
    Scope inSerde = scope.by(Dialect.SERDE);
    Presence presence = presence(attributes, name);
    if (presence == Presence.NEVER) {
      return new Field(part.name(), skipped(part, inSerde), presence);
    }
    Optional<Entry> with = with(attributes);
    Type type =
        with.isEmpty()
            ? resolver.resolve(part.type(), inSerde)
            : ForeignTypes.with(with.get().value())
                .map(item -> resolver.with(item, part.type(), inSerde))
                .or(() -> resolver.remote(with.get().value(), inSerde))
                .orElseThrow(() -> with.get().at().error(withSentence(name, with.get())));
    return new Field(part.name(), type, presence);
  }

  /** The type of a field that does not travel, so that it matters little. */
  private Type skipped(Part part, Scope scope) {
    try {
      return resolver.resolve(part.type(), scope);
    } catch (SchemaException unknown) {
      return Type.Primitive.UNIT;
    }
  }

  private Presence presence(RustAttributes attributes, String name) {
    boolean skipsWriting = attributes.serde("skip_serializing").isPresent();
    boolean skipsReading = attributes.serde("skip_deserializing").isPresent();
    if (attributes.serde("skip").isPresent() || skipsWriting) {
      if (skipsWriting && !skipsReading) {
        resolver.note(
            name
                + " has serde(skip_serializing) alone: it is not written, but Rust wants to read it,"
                + " so it cannot read it back.");
      }
      return Presence.NEVER;
    }
    if (skipsReading) {
      resolver.note(
          name
              + " has serde(skip_deserializing) alone: it is written, but Rust does not read it, so"
              + " all behind it is read wrongly.");
    }
    if (attributes.serde("skip_serializing_if").isPresent()) {
      resolver.note(
          name
              + " has serde(skip_serializing_if): nothing on the wire says whether it is there, so"
              + " whichever decodes is shown. Rust itself cannot read it back where it was left"
              + " out.");
      return Presence.SOMETIMES;
    }
    return Presence.ALWAYS;
  }

  private static Optional<Entry> with(RustAttributes attributes) {
    return attributes
        .serde("with")
        .or(() -> attributes.serde("serialize_with"))
        .or(() -> attributes.serde("deserialize_with"))
        .or(() -> attributes.find("serde_as", "as"))
        .filter(entry -> !entry.value().equals("_"));
  }

  private static String withSentence(String name, Entry entry) {
    return "how "
        + name
        + " travels is in the code of "
        + entry.value()
        + ", which is not known here; remove the attribute and write the type that this code writes,"
        + " such as String or i64";
  }

  private void noteBoth(RustItem item, Scope scope) {
    boolean serde =
        item.attributes().derives("Serialize") || item.attributes().derives("Deserialize");
    boolean attributes = !item.attributes().options("serde").isEmpty();
    if (scope.dialect() == Dialect.ENCODE && serde && attributes) {
      resolver.note(
          item.name().text()
              + " derives Encode or Decode as well as serde's traits; its serde attributes are left"
              + " aside, as bincode's own derive does.");
    }
  }

  private static void checkBincode(RustAttributes attributes) {
    for (Entry entry : attributes.options("bincode")) {
      if (!HARMLESS_BINCODE.contains(entry.option())) {
        throw entry
            .at()
            .error(
                "#[bincode("
                    + entry.option()
                    + ")] changes the wire format and is not supported; write the type as it"
                    + " travels");
      }
    }
  }
}
