package dev.fiberscope.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fiberscope.app.Samples;
import dev.fiberscope.recordings.store.StackTraceTable;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable.Kind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
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

  private final SessionModel model = new SessionModel();
  private final FindViewModel find =
      new FindViewModel(model, new Background(Runnable::run, Runnable::run));
  private final Finder finder = new Finder(OPEN, find);

  @BeforeEach
  void open() {
    model.show(OPEN);
  }

  @Test
  void fibersAndCarriersAreFoundByName() {
    assertThat(names(finder.find("WORKER-2 carrier"))).containsExactly("ForkJoinPool-1-worker-2");
    assertThat(names(finder.find("fiber-117"))).containsExactly("fiber-117");
    finder.find("fiber-117").getFirst().go().run();
    assertThat(OPEN.session().threads().name(model.selection().thread())).isEqualTo("fiber-117");
    assertThat(finder.find("no such thing")).isEmpty();
  }

  @Test
  void oneStepsThroughTheDecodesOfATypeAndRoundTheEnd() {
    int count = OPEN.session().decodes().count();
    finder.find("type order").getFirst().go().run();
    assertThat(find.toldProperty().get()).isEqualTo("Order, 1 of " + count);
    Selection first = model.selection();
    long before = OPEN.session().decodes().start(first.decode());
    for (int i = 2; i <= count; i++) {
      find.step(1);
      long start = OPEN.session().decodes().start(model.selection().decode());
      assertThat(start).isGreaterThanOrEqualTo(before);
      before = start;
    }
    assertThat(find.toldProperty().get()).isEqualTo("Order, " + count + " of " + count);
    find.step(1);
    assertThat(model.selection()).isEqualTo(first);
    find.step(-1);
    assertThat(find.toldProperty().get()).isEqualTo("Order, " + count + " of " + count);
    find.forget();
    assertThat(find.toldProperty().get()).isEmpty();
    Selection last = model.selection();
    find.step(1);
    assertThat(model.selection()).isEqualTo(last);
  }

  @Test
  void aMethodIsFoundWhereFibersWaitedInIt() {
    finder.find("method nativeupcall.call").stream()
        .filter(each -> each.name().equals("NativeUpcall.call"))
        .findFirst()
        .orElseThrow()
        .go()
        .run();
    assertThat(find.toldProperty().get()).startsWith("NativeUpcall.call, 1 of ");
    for (int i = 0; i < 12; i++) {
      Selection place = model.selection();
      assertThat(OPEN.session().threads().kind(place.thread())).isEqualTo(Kind.FIBER);
      boolean sampled = OPEN.session().spans().state(place.span()) == State.RUNNING;
      int trace = OPEN.index().sites().stackTraceOf(place.span());
      assertThat(sampled || names(trace).contains("NativeUpcall.call")).isTrue();
      find.step(1);
    }
  }

  @Test
  void aMethodInWhichNoFiberWasSaysSo() {
    String nowhere =
        OPEN.index().frameNames().names().stream()
            .filter(name -> OPEN.index().frameNames().moments(name).isEmpty())
            .findFirst()
            .orElseThrow();
    finder.find("method " + nowhere).stream()
        .filter(each -> each.name().equals(nowhere))
        .findFirst()
        .orElseThrow()
        .go()
        .run();
    assertThat(find.toldProperty().get()).isEqualTo(nowhere + ": no fiber was there");
  }

  @Test
  void anotherSessionHasOtherPlaces() {
    finder.find("type order").getFirst().go().run();
    model.show(Samples.orders());
    assertThat(find.toldProperty().get()).isEmpty();
    assertThat(model.selection()).isEqualTo(Selection.EMPTY);
  }
}
