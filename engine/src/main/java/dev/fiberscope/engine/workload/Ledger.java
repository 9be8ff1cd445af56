package dev.fiberscope.engine.workload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A book in which every entry's hash covers the entry before it, so entries need a lock. Checking
 * an entry needs none: this is the work that a service does with a message once it is decoded.
 */
final class Ledger {
  private static final int CHECK_ROUNDS = 120;
  private static final int POST_ROUNDS = 30;

  private byte[] lastHash = new byte[32];
  private int entries;

  /** Hashes the entry many times over. */
  byte[] check(byte[] entry) {
    return hash(entry, CHECK_ROUNDS);
  }

  /** Appends an entry; one at a time. */
  synchronized void post(byte[] checkedEntry) {
    byte[] link = new byte[lastHash.length + checkedEntry.length];
    System.arraycopy(lastHash, 0, link, 0, lastHash.length);
    System.arraycopy(checkedEntry, 0, link, lastHash.length, checkedEntry.length);
    lastHash = hash(link, POST_ROUNDS);
    entries++;
  }

  synchronized int entries() {
    return entries;
  }

  private static byte[] hash(byte[] start, int rounds) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = start;
      for (int i = 0; i < rounds; i++) {
        hash = sha256.digest(hash);
      }
      return hash;
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
