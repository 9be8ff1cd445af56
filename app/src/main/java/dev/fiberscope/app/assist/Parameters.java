package dev.fiberscope.app.assist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tools take: a JSON schema, and arguments that keep to it or not. */
final class Parameters {
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  Parameters with(String name, String type, String description) {
    properties.put(name, Map.of("type", type, "description", description));
    return this;
  }

  Parameters needing(String name, String type, String description) {
    required.add(name);
    return with(name, type, description);
  }

  Map<String, Object> schema() {
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        required,
        "additionalProperties",
        false);
  }

  static Optional<String> text(Map<String, Object> arguments, String name) {
    return Optional.ofNullable(arguments.get(name)).map(Object::toString);
  }

  static Optional<Double> number(Map<String, Object> arguments, String name) {
    return Optional.ofNullable(arguments.get(name))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue());
  }
}
