package dev.fiberscope.engine.schema;

import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A type of a record's component with what stands for its type variables.
 *
 * @param rust the Rust type that {@link Rust} names
 */
record JavaType(Class<?> raw, List<JavaType> arguments, Optional<String> rust) {
  static JavaType of(Class<?> raw) {
    return new JavaType(raw, List.of(), Optional.empty());
  }

  /**
   * @param type as it is declared in this type
   * @return empty if there is nothing to decode it as, such as an array of generics
   */
  Optional<JavaType> part(AnnotatedType type) {
    return of(type, bound());
  }

  private Map<TypeVariable<?>, JavaType> bound() {
    Map<TypeVariable<?>, JavaType> bound = new HashMap<>();
    TypeVariable<?>[] variables = raw.getTypeParameters();
    for (int i = 0; i < Math.min(variables.length, arguments.size()); i++) {
      bound.put(variables[i], arguments.get(i));
    }
    return bound;
  }

  private static Optional<JavaType> of(AnnotatedType type, Map<TypeVariable<?>, JavaType> bound) {
    Optional<String> rust = Optional.ofNullable(type.getAnnotation(Rust.class)).map(Rust::value);
    return switch (type) {
      case AnnotatedTypeVariable variable ->
          Optional.ofNullable(bound.get(variable.getType()))
              .map(it -> rust.isEmpty() ? it : new JavaType(it.raw, it.arguments, rust));
      case AnnotatedWildcardType wildcard -> of(wildcard.getAnnotatedUpperBounds()[0], bound);
      case AnnotatedParameterizedType generic -> {
        Class<?> raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
        List<Optional<JavaType>> arguments =
            Stream.of(generic.getAnnotatedActualTypeArguments()).map(it -> of(it, bound)).toList();
        yield arguments.stream().allMatch(Optional::isPresent)
            ? Optional.of(
                new JavaType(raw, arguments.stream().map(Optional::orElseThrow).toList(), rust))
            : Optional.empty();
      }
      case AnnotatedArrayType array when !(array.getType() instanceof Class<?>) -> Optional.empty();
      default -> Optional.of(new JavaType(unboxed((Class<?>) type.getType()), List.of(), rust));
    };
  }

  private static Class<?> unboxed(Class<?> type) {
    return MethodType.methodType(type).unwrap().returnType();
  }

  /** How many types stand within each other. */
  int depth() {
    return 1 + arguments.stream().mapToInt(JavaType::depth).max().orElse(0);
  }

  /** One of the records that this sealed interface permits, with its arguments. */
  JavaType variant(Class<?> permitted) {
    Map<TypeVariable<?>, JavaType> bound = bound();
    Map<TypeVariable<?>, JavaType> own = new HashMap<>();
    for (AnnotatedType implemented : permitted.getAnnotatedInterfaces()) {
      if (implemented instanceof AnnotatedParameterizedType generic
          && ((ParameterizedType) generic.getType()).getRawType() == raw) {
        AnnotatedType[] given = generic.getAnnotatedActualTypeArguments();
        for (int i = 0; i < given.length; i++) {
          if (given[i].getType() instanceof TypeVariable<?> variable) {
            own.put(variable, bound.get(raw.getTypeParameters()[i]));
          }
        }
      }
    }
    List<JavaType> arguments =
        Stream.of(permitted.getTypeParameters()).map(own::get).filter(Objects::nonNull).toList();
    return new JavaType(permitted, arguments, Optional.empty());
  }

  /** A name for it that Rust can have: {@code PairOfLongString}. */
  String rustName() {
    String name = raw.getSimpleName();
    for (JavaType argument : arguments) {
      String own = argument.rustName();
      name += Character.toUpperCase(own.charAt(0)) + own.substring(1);
    }
    return name.replaceAll("\\W", "");
  }
}
