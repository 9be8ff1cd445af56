package dev.fiberscope.engine.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.schema.ValueEncoder;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrdersWorkloadTest {
  @Test
  void everyOrderComesOutAsItWasEncoded() {
    AtomicInteger reports = new AtomicInteger();
    int right =
        new OrdersWorkload(new Scale(205, 20, 16, 3), new VirtualThreads())
            .run(_ -> reports.incrementAndGet());
    assertThat(right).isEqualTo(205);
    assertThat(reports).hasValue(205);
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(bytes(5)).isEqualTo(bytes(5)).isNotEqualTo(bytes(6));
  }

  private static byte[] bytes(long seed) {
    return ValueEncoder.encode(
        WireConfig.standard(), Orders.SCHEMA.root(), new Orders(seed).next());
  }

  @Test
  void theSchemaIsToldAsRust() {
    assertThat(Orders.SCHEMA.rustText())
        .isEqualTo(
            """
            struct Order { id: u64, account: String, items: Vec<Item>, note: Option<String> }
            struct Item { sku: u32, qty: u16, price: u64 }
            type Root = Order;\
            """);
  }

  @Test
  void anImpossibleScaleIsRefused() {
    assertThatThrownBy(() -> new Scale(1, 2, 16, 0)).hasMessageContaining("1 orders, 2 fibers");
  }
}
