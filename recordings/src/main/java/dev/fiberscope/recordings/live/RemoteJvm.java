package dev.fiberscope.recordings.live;

import dev.fiberscope.recordings.source.FlightSettings.Level;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM that is reached over JMX.
 *
 * @param user empty where it asks for none
 * @param tls true if its port speaks TLS; what is trusted the properties {@code javax.net.ssl.*} of
 *     our own JVM say
 */
public record RemoteJvm(String host, int port, Optional<String> user, String password, boolean tls)
    implements Target {
  private static final Pattern ADDRESS = Pattern.compile("\\[?([^\\[\\]\\s]+?)\\]?:(\\d{1,5})");
  private static final int MOST_PORT = 65_535;

  /** Without user, in the clear; empty if the text is no {@code host:port}. */
  public static Optional<RemoteJvm> parse(String address) {
    Matcher matcher = ADDRESS.matcher(address.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(2));
    return port < 1 || port > MOST_PORT
        ? Optional.empty()
        : Optional.of(new RemoteJvm(matcher.group(1), port, Optional.empty(), "", false));
  }

  public RemoteJvm as(String name, String secret) {
    return new RemoteJvm(host, port, Optional.of(name), secret, tls);
  }

  public RemoteJvm withTls(boolean on) {
    return new RemoteJvm(host, port, user, password, on);
  }

  @Override
  public String name() {
    return host;
  }

  @Override
  public String place() {
    return address();
  }

  @Override
  public LiveSource record(Level level) throws AttachException {
    return RemoteSource.start(this, level);
  }

  String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    // Never the password.
    return address();
  }
}
