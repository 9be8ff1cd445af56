package dev.fiberscope.app.stacks;

import dev.fiberscope.app.session.Background;
import dev.fiberscope.app.session.OpenSession;
import dev.fiberscope.app.session.Selection;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.stacks.PoolFacts.UsedStack;
import dev.fiberscope.recordings.export.Rows;
import dev.fiberscope.recordings.export.StackUseRows;
import dev.fiberscope.recordings.store.PoolTable.StackUse;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The stack pool of the open session, while somebody looks: a moment, and a stack. */
public final class StacksViewModel {
  /** How stacks are sorted. */
  public enum Order {
    HIGH_WATER("high-water mark"),
    USES("uses"),
    NUMBER("number");

    private final String text;

    Order(String text) {
      this.text = text;
    }

    /** As people read it. */
    public String text() {
      return text;
    }
  }

  private final SessionModel model;
  private final Background counting;
  private final ReadOnlyObjectWrapper<PoolFacts> facts = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Long> time = new ReadOnlyObjectWrapper<>(0L);
  private final ReadOnlyObjectWrapper<UsedStack> selected = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<Order> order = new SimpleObjectProperty<>(Order.HIGH_WATER);
  private OpenSession counted;
  private boolean watched;

  /**
   * @param counting where uses are counted
   */
  public StacksViewModel(SessionModel model, Background counting) {
    this.model = model;
    this.counting = counting;
    model
        .openProperty()
        .addListener(
            (_, before, open) -> {
              if (!SessionModel.isMoreOfTheSame(before, open)) {
                counting.cancel();
                facts.set(null);
                selected.set(null);
                counted = null;
              }
              count();
            });
    model.selectionProperty().addListener(_ -> follow());
  }

  /** Tells whether somebody looks: nothing is counted otherwise. */
  public void watch(boolean now) {
    watched = now;
    count();
  }

  private void count() {
    OpenSession open = model.open();
    if (!watched || open == null || open == counted) {
      return;
    }
    boolean isFirst = facts.get() == null;
    counted = open;
    counting.start(
        "Counting decode stacks",
        _ -> PoolFacts.of(open.session(), open.index()),
        now -> {
          facts.set(now);
          if (isFirst) {
            time.set(now.mostInUseAt());
          }
          follow();
        },
        failed -> {
          counted = null;
          counting.tell(failed);
        });
  }

  /** The stack of the decode that is selected elsewhere. */
  private void follow() {
    PoolFacts now = facts.get();
    int decode = model.selection().decode();
    if (now == null || decode == Selection.NONE) {
      return;
    }
    now.session()
        .pool()
        .useOf(decode)
        .ifPresent(
            use ->
                now.stacks().stream()
                    .filter(stack -> stack.number() == use.stack())
                    .findFirst()
                    .ifPresent(selected::set));
  }

  /** Null while they are counted. */
  public ReadOnlyObjectProperty<PoolFacts> factsProperty() {
    return facts.getReadOnlyProperty();
  }

  /** Every use of a stack, as a table; empty if nothing is open. */
  public Optional<Rows> table() {
    return Optional.ofNullable(model.open()).map(open -> new StackUseRows(open.session()));
  }

  /** The moment that depths are shown of, ns since the session began. */
  public ReadOnlyObjectProperty<Long> timeProperty() {
    return time.getReadOnlyProperty();
  }

  public void showAt(long moment) {
    time.set(Math.clamp(moment, 0, facts.get() == null ? 0 : facts.get().session().readTo()));
  }

  /** The stack that is looked at; null for none. */
  public ReadOnlyObjectProperty<UsedStack> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public void select(UsedStack stack) {
    selected.set(stack);
  }

  public ObjectProperty<Order> orderProperty() {
    return order;
  }

  /** All stacks in the order that is chosen. */
  public List<UsedStack> ordered() {
    if (facts.get() == null) {
      return List.of();
    }
    Comparator<UsedStack> by =
        switch (order.get()) {
          case HIGH_WATER -> Comparator.comparingInt(UsedStack::highWater).reversed();
          case USES -> Comparator.comparingInt((UsedStack stack) -> stack.uses().size()).reversed();
          case NUMBER -> Comparator.comparingLong(UsedStack::number);
        };
    return facts.get().stacks().stream().sorted(by.thenComparingLong(UsedStack::number)).toList();
  }

  /** Selects the decode that used a stack, everywhere. */
  public void reveal(StackUse use) {
    if (model.open() != null && use.decode() >= 0) {
      model.select(Selection.ofDecode(model.open(), use.decode()));
    }
  }
}
