package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Observed;
import dev.fiberscope.recordings.index.SessionIndex.MessageChunk;
import dev.fiberscope.recordings.store.DecodeTable.Decode;
import dev.fiberscope.recordings.store.SuspensionTable.Suspension;
import java.util.Optional;

/** What rules about bytes have in common. */
final class InputFacts {
  private InputFacts() {}

  /** Nothing is lacking where nothing decodes. */
  static Optional<String> lacksSuspensions(Observed seen) {
    return seen.session().decodes().count() > 0
            && seen.session().suspensions().count() == 0
            && seen.session().arrivals().count() == 0
        ? Optional.of(
            "Suspensions and arrivals of bytes were not recorded; " + seen.standard() + ".")
        : Optional.empty();
  }

  /**
   * When the bytes came that a suspended decode waited for.
   *
   * @param otherwise told if none did until {@code end}
   */
  static long bytesCame(Observed seen, Suspension each, long end, long otherwise) {
    Decode decode = seen.session().decodes().get(each.decode());
    return seen.index().arrived(decode, end, each.arrived() + 1).stream()
        .filter(chunk -> chunk.from() + chunk.bytes().length > each.arrived())
        .mapToLong(MessageChunk::time)
        .filter(time -> time >= each.time())
        .findFirst()
        .orElse(otherwise);
  }

  /** Bytes of a message that had arrived at its last suspension. */
  static long arrived(Observed seen, Decode decode) {
    int[] rows = seen.index().suspensionsAround(decode.row(), Long.MAX_VALUE, 1);
    return rows.length == 0 ? 0 : seen.session().suspensions().get(rows[0]).arrived();
  }
}
