package dev.fiberscope.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.recordings.store.SpanTable;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinderTest {
  private static final OpenSession OPEN = Samples.orders();

  private static List<String> names(List<Finding> found) {
    return found.stream().map(Finding::name).toList();
  }

  private static List<String> names(int stackTrace) {
    return OPEN.session().stackTraces().frames(stackTrace).stream()
        .map(StackTraceTable.Frame::shortName)
        .toList();
  }

  @Test
  void commandsAreFoundByWordsInAnyOrder() {
    List<Command> commands =
        List.of(
            Command.of("Move", "zoom in", () -> {}, "W"),
            Command.of("Move", "zoom out", () -> {}, "S"),
            Command.gesture("Move", "zoom at the pointer", "Ctrl+wheel"));
    assertThat(names(Finder.commands(commands, ""))).containsExactly("zoom in", "zoom out");
    assertThat(names(Finder.commands(commands, "OUT zoom"))).containsExactly("zoom out");
    assertThat(Finder.commands(commands, "fly")).isEmpty();
  }

  @Test
  void fibersAndCarriersAreFoundByName() {
    List<Found> looked = new ArrayList<>();
    Finder finder = new Finder(OPEN, looked::add);
    assertThat(names(finder.find("WORKER-2 carrier"))).containsExactly("ForkJoinPool-1-worker-2");
    assertThat(names(finder.find("fiber-117"))).containsExactly("fiber-117");
    finder.find("fiber-117").getFirst().go().run();
    Selection selection = looked.getFirst().place().apply(0);
    assertThat(OPEN.session().threads().name(selection.thread())).isEqualTo("fiber-117");
    assertThat(finder.find("no such thing")).isEmpty();
  }

  @Test
  void aTypeIsFoundWhereverItIsDecoded() {
    List<Found> looked = new ArrayList<>();
    new Finder(OPEN, looked::add).find("type order").getFirst().go().run();
    Found orders = looked.getFirst();
    assertThat(orders.count()).isEqualTo(OPEN.session().decodes().count());
    for (int i = 1; i < orders.count(); i++) {
      assertThat(orders.time().applyAsLong(i))
          .isGreaterThanOrEqualTo(orders.time().applyAsLong(i - 1));
    }
    assertThat(orders.place().apply(3).decode()).isNotEqualTo(Selection.NONE);
  }

  @Test
  void aMethodIsFoundWhereFibersWaitedInIt() {
    List<Found> looked = new ArrayList<>();
    Finder finder = new Finder(OPEN, looked::add);
    Finding found =
        finder.find("method nativeupcall.call").stream()
            .filter(each -> each.name().equals("NativeUpcall.call"))
            .findFirst()
            .orElseThrow();
    found.go().run();
    Found upcalls = looked.getFirst();
    assertThat(upcalls.count()).isPositive();
    for (int i = 0; i < upcalls.count(); i++) {
      Selection place = upcalls.place().apply(i);
      assertThat(OPEN.session().threads().kind(place.thread())).isEqualTo(Kind.FIBER);
      SpanTable spans = OPEN.session().spans();
      boolean sampled = spans.state(place.span()) == State.RUNNING;
      int trace = OPEN.index().sites().stackTraceOf(place.span());
      assertThat(sampled || names(trace).contains("NativeUpcall.call")).isTrue();
    }
  }

  @Test
  void oneStepsThroughPlacesAndRoundTheEnd() {
    SessionModel model = new SessionModel();
    FindViewModel find = new FindViewModel(model);
    model.show(OPEN);
    List<Found> looked = new ArrayList<>();
    new Finder(OPEN, looked::add).find("type order").getFirst().go().run();
    Found orders = looked.getFirst();
    find.look(orders);
    assertThat(find.toldProperty().get()).isEqualTo("Order, 1 of " + orders.count());
    assertThat(model.selection()).isEqualTo(orders.place().apply(0));
    find.step(-1);
    assertThat(model.selection()).isEqualTo(orders.place().apply(orders.count() - 1));
    find.step(1);
    find.step(1);
    assertThat(model.selection()).isEqualTo(orders.place().apply(1));
    find.forget();
    assertThat(find.toldProperty().get()).isEmpty();
    find.step(1);
    assertThat(model.selection()).isEqualTo(orders.place().apply(1));
  }
}
