package dev.fiberscope.recordings.store;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntIntHashMap;
import java.util.Arrays;

/** Spans on their way into a slab, in plain arrays. */
final class SpanRows {
  int[] tracks;
  long[] starts;
  long[] ends;
  short[] kinds;
  int[] links;
  int count;

  SpanRows(int room) {
    tracks = new int[room];
    starts = new long[room];
    ends = new long[room];
    kinds = new short[room];
    links = new int[room];
  }

  void add(int track, long start, long end, short kind, int link) {
    if (count == tracks.length) {
      int room = Math.max(64, 2 * count);
      tracks = Arrays.copyOf(tracks, room);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      kinds = Arrays.copyOf(kinds, room);
      links = Arrays.copyOf(links, room);
    }
    tracks[count] = track;
    starts[count] = start;
    ends[count] = end;
    kinds[count] = kind;
    links[count++] = link;
  }

  /** The same sorted by track; those of a track keep their order. */
  SpanRows byTrack() {
    IntArrayList distinct = new IntArrayList();
    IntIntHashMap places = new IntIntHashMap();
    // The number of each row's track among the distinct ones.
    int[] placeOfRow = new int[count];
    int before = -1;
    int place = 0;
    for (int row = 0; row < count; row++) {
      if (tracks[row] != before) {
        before = tracks[row];
        place = places.getOrDefault(before, -1);
        if (place < 0) {
          place = distinct.size();
          places.put(before, place);
          distinct.add(before);
        }
      }
      placeOfRow[row] = place;
    }
    int[] sorted = distinct.toArray();
    Arrays.sort(sorted);
    int[] next = new int[sorted.length + 1];
    int[] rank = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      rank[places.get(sorted[i])] = i;
    }
    for (int row = 0; row < count; row++) {
      next[rank[placeOfRow[row]] + 1]++;
    }
    for (int i = 0; i < sorted.length; i++) {
      next[i + 1] += next[i];
    }
    SpanRows result = new SpanRows(count);
    result.count = count;
    for (int row = 0; row < count; row++) {
      int to = next[rank[placeOfRow[row]]]++;
      result.tracks[to] = tracks[row];
      result.starts[to] = starts[row];
      result.ends[to] = ends[row];
      result.kinds[to] = kinds[row];
      result.links[to] = links[row];
    }
    return result;
  }

  void clear() {
    count = 0;
  }
}
