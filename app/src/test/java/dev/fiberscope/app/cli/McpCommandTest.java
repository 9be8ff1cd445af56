package dev.fiberscope.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Main;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An assistant, played by the protocol's own client, looks at two recordings. */
class McpCommandTest {
  private static final Path SAMPLES = Path.of("../recordings/samples").toAbsolutePath();

  private McpSyncClient client() {
    ServerParameters server =
        ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin/java").toString())
            .args(
                List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "mcp",
                    SAMPLES.resolve("hazards.jfr").toString(),
                    SAMPLES.resolve("orders.jfr").toString()))
            .build();
    McpSyncClient client =
        McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
            .requestTimeout(Duration.ofSeconds(60))
            .build();
    client.initialize();
    return client;
  }

  private static CallToolResult call(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  @Test
  @Timeout(120)
  void anAssistantFindsWhatIsWrongAndLooksAtIt() throws Exception {
    try (McpSyncClient client = client()) {
      assertThat(client.getServerInfo().name()).isEqualTo("fiberscope");
      assertThat(client.listTools().tools())
          .extracting(Tool::name)
          .containsExactlyInAnyOrder(
              "summary", "findings", "schema", "query", "compare", "stack_traces", "picture");
      assertThat(text(call(client, "summary", Map.of())))
          .contains("hazards.jfr", "orders.jfr", "finding, high: A fiber waited");
      assertThat(text(call(client, "findings", Map.of("recording", "orders.jfr"))))
          .contains("\"rule\" : \"carrier-pinned\"");
      assertThat(text(call(client, "schema", Map.of()))).contains("queue_ns BIGINT: How long");
      assertThat(
              text(
                  call(
                      client,
                      "query",
                      Map.of(
                          "sql",
                          "SELECT recording, count(*) AS n FROM pin GROUP BY 1 ORDER BY 1"))))
          .isEqualTo("recording,n\nhazards.jfr,6\norders.jfr,7\n");
      assertThat(
              text(
                  call(
                      client,
                      "stack_traces",
                      Map.of("recording", "orders.jfr", "thread", "fiber-80", "limit", 5))))
          .contains("pinned for 55.3", "at dev.fiberscope.engine.");
      assertThat(
              text(call(client, "compare", Map.of("before", "hazards.jfr", "after", "orders.jfr"))))
          .contains("queue time, mean", "Findings that came", "Where fibers waited");
      CallToolResult picture =
          call(client, "picture", Map.of("recording", "orders.jfr", "from", 0.3, "to", 0.5));
      ImageContent image = (ImageContent) picture.content().get(1);
      assertThat(image.mimeType()).isEqualTo("image/png");
      var png = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.data())));
      assertThat(png.getWidth()).isEqualTo(1600);
      // A second one: the toolkit has started already.
      assertThat(call(client, "picture", Map.of("recording", "hazards.jfr")).isError()).isFalse();
    }
  }

  @Test
  @Timeout(120)
  void whatCannotBeDoneIsSaidAndTheServerLives() {
    try (McpSyncClient client = client()) {
      for (var wrong :
          List.of(
              Map.entry("query", Map.<String, Object>of("sql", "DROP VIEW span")),
              Map.entry("query", Map.<String, Object>of("sql", "SELECT nothing")),
              Map.entry("query", Map.<String, Object>of("sql", "FROM read_text('/etc/passwd')")),
              Map.entry("findings", Map.<String, Object>of()),
              Map.entry("findings", Map.<String, Object>of("recording", "../secret.jfr")),
              Map.entry(
                  "stack_traces",
                  Map.<String, Object>of("recording", "orders.jfr", "thread", "nobody")))) {
        CallToolResult result = call(client, wrong.getKey(), wrong.getValue());
        assertThat(result.isError()).as(wrong.toString()).isTrue();
        assertThat(text(result)).as(wrong.toString()).isNotBlank().doesNotContain("\tat ");
      }
      assertThat(text(call(client, "query", Map.of("sql", "FROM span", "limit", 2))))
          .contains("there are more rows");
    }
  }

  /** What the client's user types wrongly by hand, or another client does, is answered. */
  @Test
  @Timeout(120)
  void whatIsNoMessageIsAnsweredAndTheEndIsAwaited() throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mcp",
                SAMPLES.resolve("orders.jfr").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      OutputStream in = server.getOutputStream();
      in.write(
          """

          not json
          []
          {}
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
          "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
          {"jsonrpc":"2.0","method":"notifications/initialized"}
          {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"query",\
          "arguments":{"sql":"SELECT count(*) FROM pin"}}}
          """
              .getBytes(StandardCharsets.UTF_8));
      in.close();
      List<String> answers =
          new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      assertThat(answers.subList(0, 3))
          .satisfiesExactly(
              line -> assertThat(line).contains("-32700"),
              line -> assertThat(line).contains("-32600"),
              line -> assertThat(line).contains("-32600"));
      assertThat(answers).anyMatch(line -> line.contains("\"id\":2") && line.contains("7"));
      assertThat(server.waitFor()).isZero();
    } finally {
      server.destroyForcibly();
    }
  }
}
