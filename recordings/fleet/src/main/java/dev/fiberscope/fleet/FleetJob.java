package dev.fiberscope.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Asks the tables of a fleet's recordings by Spark SQL: {@code FleetJob FOLDER [QUESTION.sql]}. */
public final class FleetJob {
  static final List<String> QUESTIONS = List.of("pins.sql", "queue.sql");

  private FleetJob() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      System.err.println("Which folder? fiberscope export FILE --format parquet -o DIR makes one.");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    try (SparkSession spark = session(folder)) {
      if (arguments.length > 1) {
        spark.sql(Files.readString(Path.of(arguments[1]))).show(100, false);
        return;
      }
      for (String question : QUESTIONS) {
        System.out.println(question);
        spark.sql(text(question)).show(100, false);
      }
    }
  }

  /** A session of this machine's processors, with a view of each table in the folder. */
  static SparkSession session(Path folder) throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .appName("fleet")
            .master(System.getProperty("spark.master", "local[*]"))
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    try (Stream<Path> tables = Files.list(folder)) {
      for (Path table : tables.filter(Files::isDirectory).toList()) {
        spark
            .read()
            .parquet(table.toString())
            .createOrReplaceTempView(table.getFileName().toString());
      }
    }
    return spark;
  }

  static String text(String question) throws IOException {
    try (InputStream in = FleetJob.class.getResourceAsStream(question)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The rows of a question, as text and numbers. */
  static List<List<Object>> ask(SparkSession spark, String question) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : spark.sql(text(question)).collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        values.add(row.get(i));
      }
      rows.add(values);
    }
    return rows;
  }
}
