package dev.fiberscope.assistant;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Both streams of a conversation, a message a line. What is no message is answered here, as
 * JSON-RPC wants it: the SDK (2.1.0) stops reading at the first one, for good. The end is told once
 * everything that was asked has been answered.
 */
final class Conversation {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final long MOST_SECONDS = 60;

  private final McpJsonMapper json = McpJsonDefaults.getMapper();
  private final BufferedReader lines;
  private final OutputStream out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private int unanswered;

  Conversation(InputStream in, OutputStream out) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** What was asked, without what is no message. */
  InputStream asked() {
    return new Asked();
  }

  /** Takes the answers. */
  OutputStream answers() {
    return new Answers();
  }

  /** The next line that is a message, null at the end. */
  private byte[] next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank() && isMessage(line)) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
      }
    }
    awaitAnswers();
    ended.countDown();
    return null;
  }

  private boolean isMessage(String line) throws IOException {
    Map<?, ?> message;
    try {
      message = json.readValue(line, Map.class);
    } catch (IOException | RuntimeException broken) {
      boolean isJson = line.strip().startsWith("[") || line.strip().startsWith("\"");
      refuse(
          isJson ? INVALID_REQUEST : PARSE_ERROR,
          isJson ? "A message is one object a line." : "This is no JSON.");
      return false;
    }
    boolean asks = message != null && message.get("method") instanceof String;
    if (!asks && (message == null || !message.containsKey("id"))) {
      refuse(INVALID_REQUEST, "A message has a method.");
      return false;
    }
    if (asks && message.get("id") != null) {
      count(1);
    }
    return true;
  }

  private void refuse(int code, String sentence) throws IOException {
    write(
        ("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":"
                + code
                + ",\"message\":\""
                + sentence
                + "\"}}\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  private synchronized void count(int more) {
    unanswered += more;
    notifyAll();
  }

  private synchronized void awaitAnswers() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    try {
      for (long left = MOST_SECONDS * 1_000; unanswered > 0 && left > 0; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void write(byte[] line) throws IOException {
    out.write(line);
    out.flush();
  }

  private final class Asked extends InputStream {
    private InputStream line = InputStream.nullInputStream();

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int read = line.read(into, from, most);
      if (read >= 0) {
        return read;
      }
      byte[] next = next();
      if (next == null) {
        return -1;
      }
      line = new ByteArrayInputStream(next);
      return line.read(into, from, most);
    }
  }

  /** Whole lines are written at once, and counted if they answer something. */
  private final class Answers extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int each) throws IOException {
      line.write(each);
      if (each == '\n') {
        byte[] whole = line.toByteArray();
        line.reset();
        Conversation.this.write(whole);
        Map<?, ?> message = json.readValue(whole, Map.class);
        if (message.get("id") != null && !message.containsKey("method")) {
          count(-1);
        }
      }
    }
  }
}
