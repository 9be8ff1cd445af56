package dev.fiberscope.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Asks Spark and DuckDB the same of the same folder, and fails if they say different things. */
public final class FleetCheck {
  private static final double SAME = 1e-9;

  private FleetCheck() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Path.of(arguments[0]);
    boolean same = true;
    try (SparkSession spark = FleetJob.session(folder);
        Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      views(statement, folder);
      for (String question : FleetJob.QUESTIONS) {
        List<List<Object>> bySpark = FleetJob.ask(spark, question);
        List<List<Object>> byDuck = ask(statement, FleetJob.text(question));
        System.out.println(question + ", by Spark:");
        bySpark.forEach(row -> System.out.println("  " + row));
        if (bySpark.isEmpty() || !areSame(bySpark, byDuck)) {
          System.out.println("but by DuckDB:");
          byDuck.forEach(row -> System.out.println("  " + row));
          same = false;
        }
      }
    }
    System.out.println(same ? "Spark and DuckDB say the same." : "They say different things.");
    if (!same) {
      System.exit(1);
    }
  }

  private static void views(Statement statement, Path folder) throws IOException, SQLException {
    try (Stream<Path> tables = Files.list(folder)) {
      for (Path table : tables.filter(Files::isDirectory).toList()) {
        statement.execute(
            "CREATE VIEW \""
                + table.getFileName()
                + "\" AS SELECT * FROM read_parquet('"
                + table.toString().replace("'", "''")
                + "/**/*.parquet', hive_partitioning = true, union_by_name = true)");
      }
    }
  }

  private static List<List<Object>> ask(Statement statement, String question) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(question)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          values.add(result.getObject(i));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private static boolean areSame(List<List<Object>> one, List<List<Object>> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int row = 0; row < one.size(); row++) {
      for (int i = 0; i < one.get(row).size(); i++) {
        if (!isSame(one.get(row).get(i), other.get(row).get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isSame(Object one, Object other) {
    if (one instanceof Number && other instanceof Number) {
      double first = ((Number) one).doubleValue();
      double second = ((Number) other).doubleValue();
      return Math.abs(first - second) <= SAME * Math.max(Math.abs(first), Math.abs(second));
    }
    return String.valueOf(one).equals(String.valueOf(other));
  }
}
