package dev.fiberscope.recordings.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The memory of a column: pages of equal numbers of rows, so that growing copies nothing. The first
 * page alone begins small and doubles, because most tables are. Pages that readers have are copied
 * before a row in them is set again.
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
  // Readers have all pages below this one, but for those marked as owned again.
  private int sharedPages;
  private boolean[] owned = {};

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
        storage.released(pages[0].byteSize());
      }
      pages = new MemorySegment[] {first};
      capacity = rows;
      sharedPages = 0;
    }
  }

  /** Makes room for so many rows of a column that has none, and no more. */
  void fill(int rows) {
    pages = new MemorySegment[(rows + MASK) >>> SHIFT];
    for (int page = 0; page < pages.length; page++) {
      long left = rows - ((long) page << SHIFT);
      pages[page] = storage.allocate(Math.min(MASK + 1, left) * rowBytes);
    }
    // It is full: the next row would need a page of its own.
    capacity = rows;
  }

  /** The same memory for readers; rows that are added or set from now on they do not see. */
  Pages shared() {
    sharedPages = (capacity + MASK) >>> SHIFT;
    owned = new boolean[sharedPages];
    Pages forReaders = new Pages(storage, rowBytes, pages.clone(), capacity);
    forReaders.sharedPages = sharedPages;
    forReaders.owned = new boolean[sharedPages];
    return forReaders;
  }

  /** Gives back the pages all of whose rows are below one. */
  void dropBefore(int row) {
    for (int page = 0; page < row >>> SHIFT; page++) {
      if (pages[page] != null) {
        storage.released(pages[page].byteSize());
        pages[page] = null;
      }
    }
  }

  boolean isShared(int page) {
    return page < sharedPages && !owned[page];
  }

  /** Puts a copy in the place of a page that readers have. */
  void own(int page) {
    long size = pages[page].byteSize();
    pages[page] = storage.allocate(size).copyFrom(pages[page]);
    // The other one goes with its readers.
    storage.released(size);
    owned[page] = true;
  }
}
