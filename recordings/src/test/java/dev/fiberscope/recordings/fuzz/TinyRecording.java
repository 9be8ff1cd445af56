package dev.fiberscope.recordings.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A chunk of about a kilobyte with every kind of field, written by hand: a seed for fuzzing. */
final class TinyRecording {
  private static final int HEADER = 68;
  private static final int UTF_8 = 3;
  private static final int POOLED = 2;
  private static final int STRING = 17;
  private static final int THREAD = 20;
  private static final int SYMBOL = 21;
  private static final int METHOD = 23;
  private static final int TRACE = 25;

  private final List<String> texts = new ArrayList<>();

  /** A description of a type, or a part of one. */
  private record Element(String name, List<String> attributes, List<Element> children) {}

  private TinyRecording() {}

  static byte[] bytes() {
    return new TinyRecording().chunk();
  }

  private static Element type(int id, String name, String superType, Element... fields) {
    List<String> attributes = new ArrayList<>(List.of("id", String.valueOf(id), "name", name));
    if (!superType.isEmpty()) {
      attributes.addAll(List.of("superType", superType));
    }
    return new Element("class", attributes, List.of(fields));
  }

  private static Element event(int id, String name, Element... fields) {
    return type(id, name, "jdk.jfr.Event", fields);
  }

  private static Element field(String name, int type, String... more) {
    List<String> attributes = new ArrayList<>(List.of("name", name, "class", String.valueOf(type)));
    attributes.addAll(List.of(more));
    return new Element("field", attributes, List.of());
  }

  private static Element constant(String name, int type) {
    return field(name, type, "constantPool", "true");
  }

  private static Element types() {
    List<Element> types = new ArrayList<>();
    String[] primitives = {"boolean", "byte", "short", "int", "long", "float", "double"};
    for (int i = 0; i < primitives.length; i++) {
      types.add(type(10 + i, primitives[i], ""));
    }
    types.add(type(STRING, "java.lang.String", ""));
    types.add(type(18, "char", ""));
    types.add(
        type(
            THREAD,
            "java.lang.Thread",
            "",
            field("osName", STRING),
            field("osThreadId", 14),
            field("javaName", STRING),
            field("javaThreadId", 14),
            field("virtual", 10)));
    types.add(type(SYMBOL, "jdk.types.Symbol", "", field("string", STRING)));
    types.add(type(22, "java.lang.Class", "", constant("name", SYMBOL)));
    types.add(type(METHOD, "jdk.types.Method", "", constant("type", 22), constant("name", SYMBOL)));
    types.add(
        type(24, "jdk.types.StackFrame", "", constant("method", METHOD), field("lineNumber", 13)));
    types.add(
        type(
            TRACE,
            "jdk.types.StackTrace",
            "",
            field("truncated", 10),
            field("frames", 24, "dimension", "1")));
    types.add(
        event(
            100,
            "jdk.MethodTrace",
            field("startTime", 14),
            field("duration", 14),
            constant("eventThread", THREAD),
            constant("stackTrace", TRACE),
            constant("method", METHOD)));
    types.add(
        event(
            101,
            "jdk.VirtualThreadPinned",
            field("startTime", 14),
            field("duration", 14),
            constant("eventThread", THREAD),
            field("pinnedReason", STRING),
            constant("carrierThread", THREAD)));
    types.add(
        event(
            102,
            "test.All",
            field("startTime", 14),
            constant("eventThread", THREAD),
            field("b", 11),
            field("s", 12),
            field("i", 13),
            field("f", 15),
            field("d", 16),
            field("c", 18),
            field("t", STRING),
            field("many", 13, "dimension", "1"),
            field("frame", 24)));
    types.add(
        event(
            103,
            "fiberscope.ChunkArrival",
            field("startTime", 14),
            field("input", 14),
            field("inputOffset", 14),
            field("length", 13),
            field("bytes", STRING)));
    return new Element(
        "root",
        List.of(),
        List.of(
            new Element("metadata", List.of(), types),
            new Element("region", List.of("locale", "en", "gmtOffset", "0"), List.of())));
  }

  private byte[] chunk() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(sized(numbers(100, 1_000, 500, 1, 1, 1)));
    body.writeBytes(sized(numbers(100, 1_100, 50, 2, 0, 2)));
    body.writeBytes(sized(join(numbers(101, 1_200, 90, 2), text("native"), numbers(1))));
    body.writeBytes(
        sized(
            join(
                numbers(102, 1_300, 2),
                new byte[] {7},
                numbers(0xffff, 0xffff_ffffL),
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
                numbers(65, POOLED, 9, 3, 1, 2, 3, 1, 42))));
    body.writeBytes(sized(join(numbers(103, 1_400, 5, 0, 3), text("abc"))));
    int pool = HEADER + body.size();
    body.writeBytes(sized(pool()));
    int metadata = HEADER + body.size();
    body.writeBytes(sized(metadata()));
    ByteBuffer header = ByteBuffer.allocate(HEADER + body.size());
    header.putInt(0x464c5200).putShort((short) 2).putShort((short) 1);
    header.putLong(HEADER + body.size()).putLong(pool).putLong(metadata);
    header.putLong(1_700_000_000_000_000_000L).putLong(10_000).putLong(900);
    header.putLong(1_000_000_000L).putInt(0);
    return header.put(HEADER, body.toByteArray()).array();
  }

  private static byte[] pool() {
    return join(
        numbers(1, 1_500, 0, 0),
        new byte[] {0},
        numbers(5, THREAD, 2, 1),
        join(text("os"), numbers(77), text("carrier"), numbers(30), new byte[] {0}),
        numbers(2),
        join(text(""), numbers(0), text("fiber"), numbers(31), new byte[] {1}),
        join(numbers(SYMBOL, 3, 1), text("java/lang/VirtualThread"), numbers(2)),
        join(text("runContinuation"), numbers(3), text("yieldContinuation")),
        numbers(22, 1, 1, 1, METHOD, 2, 1, 1, 2, 2, 1, 3, TRACE, 1, 1),
        new byte[] {0},
        numbers(1, 1, 12));
  }

  private byte[] metadata() {
    byte[] tree = element(types());
    byte[] table = numbers(texts.size());
    for (String text : texts) {
      table = join(table, text(text));
    }
    return join(numbers(0, 1_600, 0, 1), table, tree);
  }

  private byte[] element(Element element) {
    byte[] bytes = numbers(number(element.name), element.attributes.size() / 2);
    for (String attribute : element.attributes) {
      bytes = join(bytes, numbers(number(attribute)));
    }
    bytes = join(bytes, numbers(element.children.size()));
    for (Element child : element.children) {
      bytes = join(bytes, element(child));
    }
    return bytes;
  }

  private int number(String text) {
    if (!texts.contains(text)) {
      texts.add(text);
    }
    return texts.indexOf(text);
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return join(new byte[] {UTF_8}, numbers(bytes.length), bytes);
  }

  /** With the length before it, itself included. */
  private static byte[] sized(byte[] event) {
    int length = event.length + (event.length + 1 < 128 ? 1 : 2);
    return join(numbers(length), event);
  }

  private static byte[] numbers(long... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long value : values) {
      long rest = value;
      while (rest >>> 7 != 0) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
