package dev.fiberscope.recordings.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits that somebody set; the others are as the rules have them. */
public final class Limits {
  /** As the rules have them. */
  public static final Limits DEFAULT = new Limits(Map.of());

  private static final Pattern VALUE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Zµ%]*)");
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("", 1.0),
          Map.entry("ns", 1.0),
          Map.entry("us", 1e3),
          Map.entry("µs", 1e3),
          Map.entry("ms", 1e6),
          Map.entry("s", 1e9),
          Map.entry("b", 1.0),
          Map.entry("kib", 1024.0),
          Map.entry("mib", 1024.0 * 1024),
          Map.entry("%", 1.0));

  private final Map<String, Long> values;

  private Limits(Map<String, Long> values) {
    this.values = values;
  }

  /**
   * Reads settings such as {@code carrier-pinned.behind=5ms}.
   *
   * @throws IllegalArgumentException if there is no such limit, or that is no value of it; the
   *     message is a sentence
   */
  public static Limits parse(List<String> settings, List<Rule> rules) {
    Map<String, Long> values = new HashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String id = equals < 0 ? setting : setting.substring(0, equals).strip();
      Limit limit = find(id, rules);
      String text = equals < 0 ? "" : setting.substring(equals + 1).strip();
      Matcher value = VALUE.matcher(text);
      Double unit =
          value.matches() ? UNITS.get(value.group(2).toLowerCase(java.util.Locale.ROOT)) : null;
      if (unit == null || limit.unit() == Limit.Unit.NANOS && value.group(2).isEmpty()) {
        throw new IllegalArgumentException(
            "\"" + setting + "\" gives no value; write " + id + "=" + example(limit) + ".");
      }
      values.put(id, Math.round(Double.parseDouble(value.group(1)) * unit));
    }
    return new Limits(values);
  }

  private static String example(Limit limit) {
    return limit.text(limit.value()).replace("\u2009", "").replace(" ", "");
  }

  private static Limit find(String id, List<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> rule.limits().stream())
        .filter(limit -> limit.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no limit \""
                        + id
                        + "\"; there are "
                        + String.join(
                            ", ",
                            rules.stream()
                                .flatMap(rule -> rule.limits().stream())
                                .map(Limit::id)
                                .toList())
                        + "."));
  }

  long of(Limit limit) {
    return values.getOrDefault(limit.id(), limit.value());
  }
}
