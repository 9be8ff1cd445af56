package dev.fiberscope.recordings.live;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.net.ssl.SSLException;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/** The way to a JVM's management port, and what is wrong with it in sentences. */
final class RemoteConnection {
  private static final long PATIENCE_SECONDS = 10;

  private RemoteConnection() {}

  static JMXConnector connect(RemoteJvm jvm) throws AttachException {
    Map<String, Object> environment = new HashMap<>();
    jvm.user()
        .ifPresent(
            user -> environment.put(JMXConnector.CREDENTIALS, new String[] {user, jvm.password()}));
    // So often a JVM that has gone is noticed.
    environment.put("jmx.remote.x.client.connection.check.period", 1_000L);
    if (jvm.tls()) {
      environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
    }
    FutureTask<JMXConnector> connecting =
        new FutureTask<>(
            () ->
                JMXConnectorFactory.connect(
                    new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + jvm.address() + "/jmxrmi"),
                    environment));
    Thread.ofPlatform().daemon().name("fiberscope-connect").start(connecting);
    try {
      return connecting.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException thrown) {
      throw new AttachException(reason(jvm, thrown.getCause()), thrown.getCause());
    } catch (TimeoutException silent) {
      throw new AttachException(
          jvm
              + " has not answered for "
              + PATIENCE_SECONDS
              + " s: a firewall may drop what is sent there, or the JVM offers its objects on"
              + " another port (com.sun.management.jmxremote.rmi.port) or under another name"
              + " (java.rmi.server.hostname).",
          silent);
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new AttachException("Connecting to " + jvm + " was cancelled.", cancelled);
    }
  }

  private static String reason(RemoteJvm jvm, Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case SecurityException _ -> {
          return jvm.user().isEmpty()
              ? jvm + " asks for a user and a password (--user, --password-file)."
              : jvm + " refuses user " + jvm.user().get() + ", or the password.";
        }
        case UnknownHostException _ -> {
          return "There is no host " + jvm.host() + ".";
        }
        case ConnectException _ -> {
          return jvm
              + " refuses the connection: no JVM listens there, for which it is started with"
              + " -Dcom.sun.management.jmxremote.port="
              + jvm.port()
              + ".";
        }
        case SSLException _ -> {
          return jvm
              + (jvm.tls()
                  ? " speaks no TLS that is trusted here ("
                      + cause.getMessage()
                      + "); -Djavax.net.ssl.trustStore=FILE names whom to trust."
                  : " wants TLS (--tls).");
        }
        default -> {
          // Its cause says more.
        }
      }
    }
    String said = String.valueOf(problem.getMessage());
    boolean noJrmp = said.contains("non-JRMP server");
    return noJrmp && !jvm.tls()
        ? jvm + " is no management port of a JVM, or speaks TLS (--tls)."
        : problem instanceof IOException && !said.equals("null")
            ? jvm + " cannot be watched: " + said.split("\\R", 2)[0] + "."
            : jvm + " cannot be watched: " + problem + ".";
  }
}
