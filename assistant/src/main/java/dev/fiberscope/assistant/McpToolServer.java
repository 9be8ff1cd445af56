package dev.fiberscope.assistant;

import dev.fiberscope.recordings.assist.Tool;
import dev.fiberscope.recordings.assist.ToolServer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The protocol's official SDK over the tools. */
public final class McpToolServer implements ToolServer {
  @Override
  public void serve(
      String version, String instructions, List<Tool> tools, InputStream in, OutputStream out)
      throws InterruptedException {
    // The SDK finds its parts by the thread's loader, which does not know those beside the runtime.
    Thread.currentThread().setContextClassLoader(McpToolServer.class.getClassLoader());
    Conversation conversation = new Conversation(in, out);
    var specification =
        McpServer.sync(
                new StdioServerTransportProvider(
                    McpJsonDefaults.getMapper(), conversation.asked(), conversation.answers()))
            .serverInfo("fiberscope", version)
            .instructions(instructions)
            .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build());
    for (Tool tool : tools) {
      specification.toolCall(
          McpSchema.Tool.builder(tool.name(), tool.parameters())
              .description(tool.description())
              .build(),
          (_, request) -> call(tool, request.arguments()));
    }
    McpSyncServer server = specification.build();
    conversation.awaitEnd();
    server.closeGracefully();
  }

  private static CallToolResult call(Tool tool, Map<String, Object> arguments) {
    try {
      Tool.Answer answer = tool.work().call(arguments == null ? Map.of() : arguments);
      CallToolResult.Builder result = CallToolResult.builder().addTextContent(answer.text());
      answer
          .png()
          .ifPresent(
              png ->
                  result.addContent(
                      McpSchema.ImageContent.builder(
                              Base64.getEncoder().encodeToString(png), "image/png")
                          .build()));
      return result.isError(false).build();
    } catch (Exception problem) {
      String sentence =
          problem.getMessage() == null ? "That failed: " + problem + "." : problem.getMessage();
      return CallToolResult.builder().addTextContent(sentence).isError(true).build();
    }
  }
}
