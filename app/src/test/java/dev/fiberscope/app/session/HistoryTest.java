package dev.fiberscope.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void oneWalksBackAndForwardAgain() {
    History<String> history = new History<>();
    history.leave("a");
    history.leave("b");
    assertThat(history.back("c")).contains("b");
    assertThat(history.back("b")).contains("a");
    assertThat(history.back("a")).isEmpty();
    assertThat(history.forward("a")).contains("b");
    assertThat(history.forward("b")).contains("c");
    assertThat(history.forward("c")).isEmpty();
  }

  @Test
  void leavingForgetsWhatWasAhead() {
    History<String> history = new History<>();
    history.leave("a");
    assertThat(history.back("b")).contains("a");
    history.leave("a");
    assertThat(history.forward("c")).isEmpty();
    assertThat(history.back("c")).contains("a");
  }

  @Property(tries = 100)
  void backGoesThroughAllPlacesInReverse(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 5) Integer> places) {
    History<Integer> history = new History<>();
    List<Integer> distinct = new ArrayList<>();
    for (int place : places) {
      history.leave(place);
      if (distinct.isEmpty() || distinct.getLast() != place) {
        distinct.add(place);
      }
    }
    int here = -1;
    for (int place : distinct.reversed()) {
      assertThat(history.back(here)).contains(place);
      here = place;
    }
    assertThat(history.back(here)).isEmpty();
  }
}
