package dev.fiberscope.recordings.chunk;

/** What of a file could not be read. Nothing is left out without being counted here. */
public final class Losses {
  long bytesBetweenChunks;
  long clockJumps;
  long repeatedChunks;
  long unfinishedChunks;
  long cutChunks;
  long chunksWithoutTypes;
  long borrowedTypes;
  long damagedPools;
  long damagedEvents;
  long skippedBytes;

  /** Bytes that belong to no chunk. */
  public long bytesBetweenChunks() {
    return bytesBetweenChunks;
  }

  /** Chunks that are there twice; they are read once. */
  public long repeatedChunks() {
    return repeatedChunks;
  }

  /** Chunks that begin at another time of day than the chunk before ended. */
  public long clockJumps() {
    return clockJumps;
  }

  /** Chunks that the JVM was still writing, or was killed while it wrote them. */
  public long unfinishedChunks() {
    return unfinishedChunks;
  }

  /** Chunks whose size leads nowhere. */
  public long cutChunks() {
    return cutChunks;
  }

  /** Chunks whose types are lost; none of their events can be read. */
  public long chunksWithoutTypes() {
    return chunksWithoutTypes;
  }

  /** Chunks that were read with the types and constants of the chunk before. */
  public long borrowedTypes() {
    return borrowedTypes;
  }

  /** Constant pools that could not be read whole; events refer to names in them. */
  public long damagedPools() {
    return damagedPools;
  }

  /** Events that could not be read. */
  public long damagedEvents() {
    return damagedEvents;
  }

  /** Bytes behind an event whose length is wrong, up to where reading could go on. */
  public long skippedBytes() {
    return skippedBytes;
  }

  /** True if everything was read. */
  public boolean isNone() {
    return bytesBetweenChunks
            + unfinishedChunks
            + cutChunks
            + chunksWithoutTypes
            + borrowedTypes
            + damagedPools
            + damagedEvents
            + skippedBytes
        == 0;
  }
}
