package dev.fiberscope.sql;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A value as the name of a folder. Hive, Spark, Trino and DuckDB all read {@code %XX} back, but
 * Trino asks for the folder again under the name that Hive would give it: what Hive leaves as it is
 * must stay (Trino 476: later syncs of the table fail otherwise).
 */
final class HiveName {
  private static final String OF_HIVE = "\"#%'*/:=?\\{[]^\u007f";
  private static final String OF_WINDOWS = "<>|";

  private HiveName() {}

  static String of(String text) {
    return of(
        text, File.separatorChar == '\\', Charset.forName(System.getProperty("sun.jnu.encoding")));
  }

  /**
   * @param names what names of files are written in
   */
  static String of(String text, boolean windows, Charset names) {
    CharsetEncoder encoder = names.newEncoder();
    StringBuilder name = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              String one = Character.toString(each);
              boolean taken =
                  each < ' ' || OF_HIVE.contains(one) || (windows && OF_WINDOWS.contains(one));
              if (taken || !encoder.canEncode(one)) {
                for (byte part : one.getBytes(StandardCharsets.UTF_8)) {
                  name.append("%%%02X".formatted(part));
                }
              } else {
                name.append(one);
              }
            });
    return name.toString();
  }
}
