package dev.fiberscope.recordings.assist;

import dev.fiberscope.recordings.beside.Beside;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Offers tools to an assistant over two streams, in the words of the Model Context Protocol. */
public interface ToolServer {
  /** Empty if it did not come with the program. */
  static Optional<ToolServer> find() {
    return Beside.find(ToolServer.class, ServiceLoader.load(ToolServer.class));
  }

  /**
   * Serves until there is nothing more to read.
   *
   * @param version of the program
   * @param instructions what all of it is for
   */
  void serve(
      String version, String instructions, List<Tool> tools, InputStream in, OutputStream out)
      throws InterruptedException;
}
