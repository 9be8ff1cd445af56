package dev.fiberscope.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the resources. */
final class FiberscopeVersion implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"fiberscope " + number()};
  }

  /** Such as {@code 0.1.0}. */
  static String number() throws IOException {
    Properties build = new Properties();
    try (InputStream in = FiberscopeVersion.class.getResourceAsStream("build.properties")) {
      build.load(in);
    }
    return build.getProperty("version");
  }
}
