package dev.fiberscope.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import dev.fiberscope.recordings.store.WakeTable.Wake;
import org.junit.jupiter.api.Test;

class WakeWalkTest {
  private static final OpenSession OPEN = Samples.orders();

  @Test
  void mostParksEndWithTheWakeUpThatIsTold() {
    SpanTable spans = OPEN.session().spans();
    int parks = 0;
    int told = 0;
    for (int row : spans.rows().toArray()) {
      int next = spans.next(row);
      boolean endsInQueue =
          spans.state(row) == State.PARKED
              && next != SpanTable.NONE
              && spans.state(next) == State.RUNNABLE
              && OPEN.session().threads().kind(spans.track(row)) == Kind.FIBER;
      if (endsInQueue) {
        parks++;
        var wake = WakeWalk.wokenBy(OPEN, Selection.ofSpan(OPEN, row));
        told += wake.isPresent() ? 1 : 0;
        int fiber = spans.track(row);
        long nextWait = nextWait(spans, row);
        wake.ifPresent(
            found -> {
              assertThat(found.thread()).isEqualTo(fiber);
              assertThat(found.time()).isLessThanOrEqualTo(nextWait);
            });
      }
    }
    assertThat(parks).isGreaterThan(1_000);
    assertThat(told).isGreaterThan(parks * 9 / 10);
  }

  private static long nextWait(SpanTable spans, int span) {
    for (int row = spans.next(span); row != SpanTable.NONE; row = spans.next(row)) {
      if (spans.state(row) == State.PARKED || spans.state(row) == State.BLOCKED) {
        return spans.start(row);
      }
    }
    return Long.MAX_VALUE;
  }

  @Test
  void whoWokeAFiberAlsoTellsWhomItWoke() {
    Wake wake = OPEN.session().wakes().get(OPEN.session().wakes().count() / 2);
    Selection waker = WakeWalk.waker(OPEN, wake);
    assertThat(waker.thread()).isEqualTo(wake.waker());
    assertThat(WakeWalk.wakes(OPEN, new Selection(wake.waker(), -1, -1, -1)))
        .allMatch(each -> each.waker() == wake.waker())
        .isNotEmpty();
    assertThat(WakeWalk.woken(OPEN, wake).thread()).isEqualTo(wake.thread());
  }
}
