package dev.fiberscope.engine.rust;

import java.util.Locale;

/** serde's {@code rename_all} for variants, whose names are in PascalCase. */
final class RenameRule {
  private RenameRule() {}

  static String apply(String rule, String variant) {
    return switch (rule) {
      case "lowercase" -> variant.toLowerCase(Locale.ROOT);
      case "UPPERCASE" -> variant.toUpperCase(Locale.ROOT);
      case "camelCase" -> variant.substring(0, 1).toLowerCase(Locale.ROOT) + variant.substring(1);
      case "snake_case" -> snake(variant);
      case "SCREAMING_SNAKE_CASE" -> snake(variant).toUpperCase(Locale.ROOT);
      case "kebab-case" -> snake(variant).replace('_', '-');
      case "SCREAMING-KEBAB-CASE" -> snake(variant).toUpperCase(Locale.ROOT).replace('_', '-');
      default -> variant;
    };
  }

  private static String snake(String variant) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < variant.length(); i++) {
      char c = variant.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }
}
