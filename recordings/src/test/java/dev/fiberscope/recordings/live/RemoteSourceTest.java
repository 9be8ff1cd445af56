package dev.fiberscope.recordings.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.recordings.Ingest;
import dev.fiberscope.recordings.SessionText;
import dev.fiberscope.recordings.live.LiveRecording.Limits;
import dev.fiberscope.recordings.source.FlightSettings.Level;
import dev.fiberscope.recordings.store.ThreadTable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Child JVMs are watched over their management port. */
class RemoteSourceTest {
  private static final String JMX = "-Dcom.sun.management.jmxremote.";

  @TempDir Path folder;

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static RemoteJvm at(int port) {
    return RemoteJvm.parse("localhost:" + port).orElseThrow();
  }

  @Test
  void aSessionGrowsOverTheManagementPortAndEndsWithItsJvm() throws Exception {
    int port = freePort();
    Watched watched = new Watched();
    Path file = folder.resolve("remote.jfr");
    try (TargetJvm target =
        TargetJvm.start(
            "sleep", JMX + "port=" + port, JMX + "authenticate=false", JMX + "ssl=false")) {
      LiveRecording.start(at(port).record(Level.STANDARD), file, Limits.DEFAULT, watched);
      watched.await(session -> session.threads().rows(ThreadTable.Kind.FIBER).length == 20);
      Watched.awaitThat(() -> !watched.schedulers.isEmpty());
      target.kill();
      watched.awaitEnd();
    }
    assertThat(watched.reason)
        .contains("localhost:" + port + " is gone: it has ended, or the connection is lost.");
    assertThat(SessionText.spans(Ingest.open(file, (_, _) -> {})))
        .isEqualTo(SessionText.spans(watched.last.orElseThrow()));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whoMayNotIsTold() throws Exception {
    int port = freePort();
    Path passwords = Files.writeString(folder.resolve("passwords"), "ada secret\nbob secret\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    Path access = Files.writeString(folder.resolve("access"), "ada readwrite\nbob readonly\n");
    try (TargetJvm target =
        TargetJvm.start(
            "sleep",
            JMX + "port=" + port,
            JMX + "ssl=false",
            JMX + "password.file=" + passwords,
            JMX + "access.file=" + access)) {
      refused(at(port), "asks for a user and a password");
      refused(at(port).as("ada", "wrong"), "refuses user ada, or the password");
      refused(at(port).as("bob", "secret"), "only read; recording needs readwrite");
      refused(at(port).withTls(true), "speaks no TLS");
      at(port).as("ada", "secret").record(Level.LIGHT).close();
      assertThat(target.pid()).isPositive();
    }
  }

  private static void refused(RemoteJvm jvm, String words) {
    assertThatThrownBy(() -> jvm.record(Level.LIGHT))
        .isInstanceOf(AttachException.class)
        .hasMessageContaining(words);
  }

  @Test
  void whereNobodyListensIsTold() throws Exception {
    refused(at(freePort()), "refuses the connection");
    refused(
        RemoteJvm.parse("no-such-host.invalid:9010").orElseThrow(),
        "There is no host no-such-host.invalid");
  }

  @Test
  void addressesAreHostAndPort() {
    assertThat(RemoteJvm.parse("server:9010")).map(RemoteJvm::place).contains("server:9010");
    assertThat(RemoteJvm.parse("[::1]:9010")).map(RemoteJvm::place).contains("[::1]:9010");
    for (String wrong : new String[] {"", "server", "server:", "server:0", "server:99999", ":1"}) {
      assertThat(RemoteJvm.parse(wrong)).as(wrong).isEmpty();
    }
  }
}
