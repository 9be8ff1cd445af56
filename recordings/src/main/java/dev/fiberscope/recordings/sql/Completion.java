package dev.fiberscope.recordings.sql;

import dev.fiberscope.recordings.sql.SqlDatabase.Described;
import dev.fiberscope.recordings.sql.SqlDatabase.DescribedColumn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a word of a question can go on.
 *
 * @param from where the word begins
 * @param names what it may become, the likeliest first
 */
public record Completion(int from, List<String> names) {
  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "LIMIT",
          "JOIN",
          "LEFT JOIN",
          "ON",
          "USING",
          "AS",
          "AND",
          "OR",
          "NOT",
          "IN",
          "LIKE",
          "BETWEEN",
          "IS NULL",
          "DESC",
          "HAVING",
          "DISTINCT",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "UNION ALL",
          "WITH",
          "count(*)",
          "sum(",
          "avg(",
          "min(",
          "max(",
          "median(",
          "quantile_cont(");

  /** The names behind FROM and JOIN, each with the short name that it is given. */
  private static final Pattern USED =
      Pattern.compile(
          "\\b(?:from|join)\\s+(\\w+)(?:\\s+(?:as\\s+)?"
              + "(?!(?:on|using|where|join|left|full|cross|group|order|limit)\\b)(\\w+))?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WANTS_TABLE =
      Pattern.compile("\\b(?:from|join)\\s+$", Pattern.CASE_INSENSITIVE);

  /**
   * @param caret where the word ends
   * @param schema the tables that can be asked
   */
  public static Completion of(String text, int caret, List<Described> schema) {
    int from = caret;
    while (from > 0 && isOfName(text.charAt(from - 1))) {
      from--;
    }
    String begun = text.substring(from, caret).toLowerCase(Locale.ROOT);
    List<String> names =
        candidates(text, from, schema)
            .filter(each -> each.toLowerCase(Locale.ROOT).startsWith(begun))
            .filter(each -> !each.equalsIgnoreCase(begun))
            .distinct()
            .toList();
    return new Completion(from, names);
  }

  private static Stream<String> candidates(String text, int from, List<Described> schema) {
    Stream<String> tables = schema.stream().map(Described::name);
    if (WANTS_TABLE.matcher(text.substring(0, from)).find()) {
      return tables;
    }
    Set<String> used = new LinkedHashSet<>();
    String owner = owner(text, from);
    for (Matcher each = USED.matcher(text); each.find(); ) {
      if (owner.isEmpty() || owner.equals(each.group(2)) || owner.equals(each.group(1))) {
        used.add(each.group(1).toLowerCase(Locale.ROOT));
      }
    }
    Stream<String> columns =
        schema.stream()
            .filter(each -> used.contains(each.name()))
            .flatMap(each -> each.columns().stream())
            .map(DescribedColumn::name);
    return owner.isEmpty()
        ? Stream.of(columns, WORDS.stream(), tables).flatMap(each -> each)
        : columns;
  }

  /** The name before the dot that a word follows; empty if it follows none. */
  private static String owner(String text, int from) {
    if (from == 0 || text.charAt(from - 1) != '.') {
      return "";
    }
    int begin = from - 1;
    while (begin > 0 && isOfName(text.charAt(begin - 1))) {
      begin--;
    }
    return text.substring(begin, from - 1);
  }

  private static boolean isOfName(char each) {
    return Character.isLetterOrDigit(each) || each == '_';
  }
}
