package dev.fiberscope.recordings.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The memory of a column: pages of equal numbers of rows, so that growing copies nothing. The first
 * page alone begins small and doubles, because most tables are.
 */
final class Pages {
  static final int SHIFT = 16;
  static final int MASK = (1 << SHIFT) - 1;

  private static final int FIRST_ROWS = 64;
  private static final MemorySegment[] NONE = {};

  private final Storage storage;
  private final int rowBytes;
  private MemorySegment[] pages;
  private int capacity;

  Pages(Storage storage, int rowBytes) {
    this(storage, rowBytes, NONE, 0);
  }

  private Pages(Storage storage, int rowBytes, MemorySegment[] pages, int capacity) {
    this.storage = storage;
    this.rowBytes = rowBytes;
    this.pages = pages;
    this.capacity = capacity;
  }

  MemorySegment[] all() {
    return pages;
  }

  int capacity() {
    return capacity;
  }

  /** Makes room for more rows than there is room for. */
  void grow() {
    if (capacity > MASK) {
      int page = capacity >>> SHIFT;
      if (page == pages.length) {
        pages = Arrays.copyOf(pages, 2 * page);
      }
      pages[page] = storage.allocate((long) (MASK + 1) * rowBytes);
      if (capacity > Integer.MAX_VALUE - MASK - 1) {
        throw new UncheckedIOException(
            "The recording has more than two billion events of a kind, more than a session holds",
            new IOException("too many rows"));
      }
      capacity += MASK + 1;
    } else {
      int rows = capacity == 0 ? FIRST_ROWS : 2 * capacity;
      MemorySegment first = storage.allocate((long) rows * rowBytes);
      if (capacity > 0) {
        first.copyFrom(pages[0]);
      }
      pages = new MemorySegment[] {first};
      capacity = rows;
    }
  }

  /** The same memory; rows that are added to either are not seen by the other. */
  Pages shared() {
    return new Pages(storage, rowBytes, pages.clone(), capacity);
  }

  /** Memory elsewhere with the same content. */
  Pages copyTo(Storage target) {
    MemorySegment[] copies = new MemorySegment[pages.length];
    for (int i = 0; i < pages.length; i++) {
      if (pages[i] != null) {
        copies[i] = target.allocate(pages[i].byteSize()).copyFrom(pages[i]);
      }
    }
    return new Pages(target, rowBytes, copies, capacity);
  }
}
