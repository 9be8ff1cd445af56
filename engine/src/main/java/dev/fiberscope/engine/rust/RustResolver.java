package dev.fiberscope.engine.rust;

import dev.fiberscope.engine.rust.RustItem.AliasItem;
import dev.fiberscope.engine.rust.RustItem.EnumItem;
import dev.fiberscope.engine.rust.RustItem.Expression;
import dev.fiberscope.engine.rust.RustItem.HandWritten;
import dev.fiberscope.engine.rust.RustItem.Parameter;
import dev.fiberscope.engine.rust.RustItem.StructItem;
import dev.fiberscope.engine.rust.RustLexer.Token;
import dev.fiberscope.engine.rust.RustSchema.Dialect;
import dev.fiberscope.engine.schema.Type;
import dev.fiberscope.engine.schema.Type.Named;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks names up, fills parameters in, ties recursive types. */
final class RustResolver {
  private static final String NO_DATA = "PhantomData";
  private static final int MOST_INSTANCES = 10_000;
  private static final int DEEPEST = 100;
  private static final int MOST_PARTS = 20_000;

  /**
   * Where a type is written.
   *
   * @param types type parameters by their names
   * @param numbers const parameters likewise
   * @param self the module with the name of the type that it is a part of
   * @param dialect how what is written there travels
   */
  record Scope(
      List<String> module,
      List<String> self,
      Map<String, Type> types,
      Map<String, BigInteger> numbers,
      Dialect dialect) {
    Scope by(Dialect other) {
      return new Scope(module, self, types, numbers, other);
    }
  }

  private final RustItems items;
  private final RustNames names;
  private final RustConstants constants;
  private final Optional<Dialect> forced;
  private final Dialect usual;
  private final RustShapes shapes;
  private final List<HandWritten> handWritten;
  private final Map<String, Type> instances = new HashMap<>();
  private final Map<Type, RustItem> itemOf = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  // Aliases that are being looked up: one of them again would never end.
  private final Set<String> openAliases = new HashSet<>();
  private int depth;
  private int parts;

  RustResolver(RustItem.File file, RustItems items, Optional<Dialect> dialect) {
    this.items = items;
    names = new RustNames(file.uses());
    constants = new RustConstants(file.constants(), names);
    forced = dialect;
    handWritten = file.handWritten();
    boolean encodes = file.items().stream().anyMatch(item -> derives(item, Dialect.ENCODE));
    boolean serializes = file.items().stream().anyMatch(item -> derives(item, Dialect.SERDE));
    usual = serializes && !encodes ? Dialect.SERDE : Dialect.ENCODE;
    shapes = new RustShapes(this);
  }

  private static boolean derives(RustItem item, Dialect dialect) {
    List<String> traits =
        dialect == Dialect.ENCODE
            ? List.of("Encode", "Decode", "BorrowDecode")
            : List.of("Serialize", "Deserialize", "SerializeDisplay", "DeserializeFromStr");
    return traits.stream().anyMatch(item.attributes()::derives);
  }

  private Dialect dialectOf(RustItem item, Dialect around) {
    if (forced.isPresent()) {
      return ForeignTypes.has(item) ? Dialect.SERDE : forced.get();
    }
    return derives(item, Dialect.ENCODE)
        ? Dialect.ENCODE
        : derives(item, Dialect.SERDE) ? Dialect.SERDE : around;
  }

  Type root(RustItem item) {
    Dialect dialect = forced.orElse(usual);
    Scope scope = new Scope(List.of(), List.of(), Map.of(), Map.of(), dialect);
    Expression.Name use = new Expression.Name(item.name(), List.of(item.name().text()), List.of());
    return instance(use, item, scope);
  }

  /** Named types and where they were declared. */
  Map<Type, RustItem> instances() {
    return itemOf;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  void note(String sentence) {
    notes.add(sentence);
  }

  Type resolve(Expression expression, Scope scope) {
    // Aliases of aliases can double with every line; nobody's types do.
    if (++parts > MOST_PARTS) {
      throw expression.at().error("the types have more than " + MOST_PARTS + " parts");
    }
    return switch (expression) {
      case Expression.Name name -> use(name, scope);
      case Expression.TupleOf tuple ->
          tuple.elements().isEmpty()
              ? Type.Primitive.UNIT
              : new Type.Tuple(
                  tuple.elements().stream().map(each -> resolve(each, scope)).toList());
      case Expression.ArrayOf array ->
          new Type.Array(resolve(array.element(), scope), length(array, scope));
      case Expression.SliceOf slice -> slice("[T]", slice, scope);
      case Expression.Reference reference ->
          switch (reference.inner()) {
            case Expression.SliceOf slice -> slice("&[T]", slice, scope);
            case Expression.Name name when name.at().is("str") -> Type.Primitive.STR;
            default -> new Type.Wrapper("&", "&", resolve(reference.inner(), scope));
          };
      case Expression.Opaque opaque ->
          throw opaque
              .at()
              .error(
                  opaque.at().shown()
                      + " begins a type that cannot be decoded; use a type with data");
      case Expression.ValueOf value -> throw value.at().error("expected a type, found a number");
    };
  }

  private int length(Expression.ArrayOf array, Scope scope) {
    BigInteger length = constants.value(array.length(), scope.self(), scope.numbers());
    if (length.signum() < 0 || length.bitLength() > Integer.SIZE - 1) {
      throw array
          .length()
          .at()
          .error("expected an array's length as a number up to 2147483647, found " + length);
    }
    return length.intValue();
  }

  private Type slice(String name, Expression.SliceOf slice, Scope scope) {
    return new Type.Sequence(name, name, Type.SequenceKind.LIST, resolve(slice.element(), scope));
  }

  private Type use(Expression.Name use, Scope scope) {
    if (use.path().size() == 1 && use.arguments().isEmpty()) {
      Type parameter = scope.types().get(use.last());
      if (parameter != null) {
        return parameter;
      }
    }
    Optional<RustItem> sameCrate = ForeignTypes.within(scope.module(), use.last());
    if (sameCrate.isPresent() && use.path().size() == 1) {
      return foreign(use, sameCrate.get(), scope);
    }
    List<List<String>> candidates = names.candidates(use.path(), scope.module());
    for (List<String> candidate : candidates) {
      Optional<RustItem> item = items.find(candidate);
      if (item.isPresent()) {
        return instance(use, item.get(), scope);
      }
    }
    for (List<String> candidate : candidates) {
      Optional<RustItem> foreign = ForeignTypes.find(candidate);
      if (foreign.isPresent()) {
        return foreign(use, foreign.get(), scope);
      }
    }
    for (List<String> candidate : candidates) {
      RustTypes.Standard standard = RustTypes.find(candidate.getLast());
      if (standard != null) {
        return standard(use, standard, scope);
      }
    }
    Optional<RustItem> foreign = ForeignTypes.byName(use.last());
    if (foreign.isPresent()) {
      return foreign(use, foreign.get(), scope);
    }
    return elsewhere(use, scope);
  }

  /** A type of some module that nothing here leads to. */
  private Type elsewhere(Expression.Name use, Scope scope) {
    List<RustItem> alike = items.named(use.last());
    if (alike.size() == 1) {
      return instance(use, alike.getFirst(), scope);
    }
    if (alike.size() > 1) {
      throw use.at()
          .error(
              "there are several types "
                  + use.last()
                  + "; write which: "
                  + String.join(", ", alike.stream().map(items::shownName).toList()));
    }
    String name = String.join("::", use.path());
    throw use.at()
        .error("there is no type " + name + RustHints.like(use.last(), Set.copyOf(items.names())));
  }

  private Type foreign(Expression.Name use, RustItem item, Scope scope) {
    item.attributes()
        .find("refused")
        .ifPresent(
            why -> {
              throw use.at().error(why.value());
            });
    item.attributes().find("note").ifPresent(note -> note(note.value()));
    boolean encodes = scope.dialect() == Dialect.ENCODE;
    Optional<String> other = item.attributes().find("encode").map(RustAttributes.Entry::value);
    return encodes && other.isPresent()
        ? resolve(RustShapes.typeText(use.at(), other.get()), scope)
        : instance(use, item, scope.by(Dialect.SERDE));
  }

  /** What a module of serde(with) makes of a field's type. */
  Type with(RustItem module, Expression type, Scope scope) {
    return foreign(
        new Expression.Name(type.at(), List.of(module.name().text()), List.of(type)),
        module,
        scope);
  }

  private Type standard(Expression.Name use, RustTypes.Standard standard, Scope scope) {
    if (use.last().equals(NO_DATA)) {
      return Type.Primitive.UNIT;
    }
    if (standard.isBounded()) {
      expectArguments(use, standard.arguments() + 1, use.arguments().size());
      BigInteger most = number(use.arguments().getLast(), scope);
      if (most.signum() < 0 || most.bitLength() >= Long.SIZE) {
        throw use.at().error(use.last() + " holds 0 elements or more, not " + most);
      }
      List<Type> types =
          standard.arguments() == 0
              ? List.of()
              : List.of(resolve(use.arguments().getFirst(), scope));
      return RustTypes.bounded(use.last(), types, most.longValue());
    }
    // A hasher or an allocator may follow; neither travels.
    int counted = Math.min(use.arguments().size(), Math.max(1, standard.arguments()));
    expectArguments(use, standard.arguments(), counted);
    List<Type> arguments =
        use.arguments().subList(0, counted).stream()
            .map(argument -> resolve(argument, scope))
            .toList();
    if (use.last().equals("NonZero") && !(arguments.getFirst() instanceof Type.Int)) {
      throw use.at().error("NonZero takes an integer type, not " + arguments.getFirst());
    }
    return standard.make(scope.dialect(), arguments);
  }

  private static void expectArguments(Expression.Name use, int expected, int found) {
    if (expected != found) {
      throw use.at()
          .error(
              use.last()
                  + " takes "
                  + expected
                  + " type argument"
                  + (expected == 1 ? "" : "s")
                  + ", found "
                  + found);
    }
  }

  private static List<String> self(RustItem item) {
    return RustNames.joined(item.module(), List.of(item.name().text()));
  }

  /** The type of this text that describes another one for {@code serde(remote)}. */
  Optional<Type> remote(String name, Scope scope) {
    return items.named(name.substring(name.lastIndexOf(':') + 1)).stream()
        .filter(item -> item.attributes().serde("remote").isPresent())
        .findFirst()
        .map(
            item ->
                instance(
                    new Expression.Name(item.name(), List.of(item.name().text()), List.of()),
                    item,
                    scope));
  }

  private Type instance(Expression.Name use, RustItem item, Scope scope) {
    Dialect dialect = dialectOf(item, scope.dialect());
    Map<String, Type> types = new HashMap<>();
    Map<String, BigInteger> numbers = new HashMap<>();
    List<String> given = arguments(use, item, scope, types, numbers);
    boolean isForeign = ForeignTypes.has(item);
    String plain = isForeign ? item.name().text() : items.shownName(item);
    String name = given.isEmpty() ? plain : plain + "<" + String.join(", ", given) + ">";
    String key = name + " " + dialect;
    if (instances.containsKey(key)) {
      return instances.get(key);
    }
    if (instances.size() >= MOST_INSTANCES || name.length() > MOST_INSTANCES) {
      throw use.at().error(item.name().text() + " needs ever more types of itself");
    }
    Scope inner = new Scope(item.module(), self(item), types, numbers, dialect);
    Optional<Expression> travelsAs = shapes.travelsAs(item, dialect);
    if (item instanceof AliasItem || travelsAs.isPresent()) {
      if (!openAliases.add(key)) {
        throw use.at().error("type " + name + " is defined by itself");
      }
      Type target = resolve(travelsAs.orElseGet(() -> ((AliasItem) item).target()), inner);
      openAliases.remove(key);
      return target;
    }
    if (++depth > DEEPEST) {
      throw use.at().error("types are nested deeper than " + DEEPEST + " here");
    }
    noteHandWritten(item);
    Named named = new Named(name);
    instances.put(key, named);
    types.put("Self", named);
    itemOf.put(named, item);
    named.is(
        switch (item) {
          case StructItem struct -> shapes.struct(name, struct, inner);
          case EnumItem sum -> shapes.sum(name, sum, inner);
          case AliasItem _ -> throw new AssertionError("returned above");
        });
    depth--;
    return named;
  }

  /** Fills in what stands for an item's parameters; returns it as text. */
  private List<String> arguments(
      Expression.Name use,
      RustItem item,
      Scope scope,
      Map<String, Type> types,
      Map<String, BigInteger> numbers) {
    List<Parameter> parameters = item.parameters();
    List<String> given = new ArrayList<>();
    Scope own = new Scope(item.module(), self(item), types, numbers, scope.dialect());
    int found = use.arguments().size();
    if (found > parameters.size()
        || parameters.stream().skip(found).anyMatch(each -> each.standard().isEmpty())) {
      expectArguments(use, parameters.size(), found);
    }
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      boolean isGiven = i < found;
      Expression argument = isGiven ? use.arguments().get(i) : parameter.standard().orElseThrow();
      Scope where = isGiven ? scope : own;
      if (parameter.isConst() || argument instanceof Expression.ValueOf) {
        BigInteger number = number(argument, where);
        numbers.put(parameter.name(), number);
        given.add(number.toString());
      } else {
        Type type = resolve(argument, where);
        types.put(parameter.name(), type);
        given.add(type.toString());
      }
    }
    return given;
  }

  private BigInteger number(Expression argument, Scope scope) {
    return switch (argument) {
      case Expression.ValueOf value ->
          constants.value(value.value(), scope.self(), scope.numbers());
      case Expression.Name name ->
          constants.value(
              new RustItem.Constant.NameOf(name.at(), name.path()), scope.self(), scope.numbers());
      default -> throw argument.at().error("expected a number, found a type");
    };
  }

  private void noteHandWritten(RustItem item) {
    for (HandWritten each : handWritten) {
      boolean wire =
          Set.of("Serialize", "Deserialize", "Encode", "Decode", "BorrowDecode")
              .contains(each.trait());
      if (wire && each.type().equals(item.name().text())) {
        Token at = each.at();
        note(
            "line "
                + at.line()
                + ": "
                + each.trait()
                + " of "
                + each.type()
                + " is written by hand, so what travels may be another type than its fields.");
      }
    }
  }
}
