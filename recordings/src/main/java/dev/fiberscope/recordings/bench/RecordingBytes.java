package dev.fiberscope.recordings.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes numbers, texts and type descriptions as JFR does. */
final class RecordingBytes {
  private static final int UTF_8 = 3;

  /** Bytes of an event's length, which is written when the event is over. */
  private static final int LENGTH = 4;

  private byte[] bytes = new byte[1 << 16];
  private int used;
  private int eventStart;

  /** A description of a type, or a part of one. */
  record Element(String name, List<String> attributes, List<Element> children) {
    static Element type(int id, String name, String superType, Element... fields) {
      List<String> attributes = new ArrayList<>(List.of("id", String.valueOf(id), "name", name));
      if (!superType.isEmpty()) {
        attributes.addAll(List.of("superType", superType));
      }
      return new Element("class", attributes, List.of(fields));
    }

    static Element field(String name, int type) {
      return new Element("field", List.of("name", name, "class", "" + type), List.of());
    }

    static Element constant(String name, int type) {
      return new Element(
          "field", List.of("name", name, "class", "" + type, "constantPool", "true"), List.of());
    }
  }

  /** What was written since the last time. */
  byte[] take() {
    byte[] all = Arrays.copyOf(bytes, used);
    used = 0;
    return all;
  }

  private void room(int count) {
    if (used + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + count, 2 * bytes.length));
    }
  }

  void int8(int value) {
    room(1);
    bytes[used++] = (byte) value;
  }

  /** Big-endian, as in headers. */
  void fixed(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      int8((int) (value >>> Byte.SIZE * i));
    }
  }

  void number(long value) {
    room(10);
    long rest = value;
    while (rest >>> 7 != 0) {
      bytes[used++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    bytes[used++] = (byte) rest;
  }

  void numbers(long... values) {
    for (long value : values) {
      number(value);
    }
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int8(UTF_8);
    number(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, used, utf8.length);
    used += utf8.length;
  }

  void beginEvent() {
    room(LENGTH);
    eventStart = used;
    used += LENGTH;
  }

  /** Writes the length in front, in as many bytes as were left for it. */
  void endEvent() {
    int length = used - eventStart;
    for (int i = 0; i < LENGTH; i++) {
      int part = length >>> 7 * i & 0x7f;
      bytes[eventStart + i] = (byte) (i == LENGTH - 1 ? part : part | 0x80);
    }
  }

  /** Writes a tree of types, behind the table of its texts. */
  void tree(Element root) {
    List<String> texts = new ArrayList<>();
    collect(root, texts);
    number(texts.size());
    texts.forEach(this::text);
    element(root, texts);
  }

  private static void collect(Element element, List<String> texts) {
    add(element.name, texts);
    element.attributes.forEach(text -> add(text, texts));
    element.children.forEach(child -> collect(child, texts));
  }

  private static void add(String text, List<String> texts) {
    if (!texts.contains(text)) {
      texts.add(text);
    }
  }

  private void element(Element element, List<String> texts) {
    numbers(texts.indexOf(element.name), element.attributes.size() / 2);
    element.attributes.forEach(text -> number(texts.indexOf(text)));
    number(element.children.size());
    element.children.forEach(child -> element(child, texts));
  }
}
