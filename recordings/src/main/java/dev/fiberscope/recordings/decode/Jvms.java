package dev.fiberscope.recordings.decode;

import com.carrotsearch.hppc.LongLongHashMap;
import dev.fiberscope.recordings.chunk.ChunkHeader;
import dev.fiberscope.recordings.chunk.ConstantPools;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells which chunks of a file one JVM wrote. A chunk that goes on where the one before ended is of
 * the same JVM; any other is if Java threads of the same id are threads of the same id to the
 * operating system too.
 */
final class Jvms {
  // By JVM: ids of platform threads to ids that the operating system gave them.
  private final List<LongLongHashMap> threads = new ArrayList<>();
  private final boolean alone;
  private int last;
  private int gaps;

  /**
   * @param alone true if all chunks follow each other: then threads need not be looked at
   */
  Jvms(boolean alone) {
    this.alone = alone;
  }

  int of(ChunkHeader chunk, ConstantPools constants) {
    if (alone) {
      return 0;
    }
    LongLongHashMap own = platformThreads(constants);
    boolean tellsNothing = own.isEmpty() && !threads.isEmpty();
    if (!tellsNothing && (!chunk.continuous() || threads.isEmpty())) {
      int before = threads.size();
      last = known(own);
      gaps += threads.size() == before ? 1 : 0;
    }
    threads.get(last).putAll(own);
    return last;
  }

  private int known(LongLongHashMap own) {
    for (int jvm = threads.size() - 1; jvm >= 0; jvm--) {
      if (agree(threads.get(jvm), own)) {
        return jvm;
      }
    }
    threads.add(new LongLongHashMap());
    return threads.size() - 1;
  }

  private static boolean agree(LongLongHashMap some, LongLongHashMap others) {
    boolean agree = false;
    for (var thread : others) {
      if (some.containsKey(thread.key)) {
        if (some.get(thread.key) != thread.value) {
          return false;
        }
        agree = true;
      }
    }
    return agree;
  }

  private static LongLongHashMap platformThreads(ConstantPools constants) {
    LongLongHashMap ids = new LongLongHashMap();
    constants.forEach(
        "java.lang.Thread",
        thread -> {
          if (thread.number("javaThreadId") > 0 && thread.number("virtual") == 0) {
            ids.put(thread.number("javaThreadId"), thread.number("osThreadId"));
          }
        });
    return ids;
  }

  /** How many times a JVM's chunks did not follow each other. */
  int gaps() {
    return gaps;
  }

  /** How many JVMs there were. */
  int count() {
    return Math.max(1, threads.size());
  }
}
