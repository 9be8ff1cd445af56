package dev.fiberscope.engine.bench;

import dev.fiberscope.engine.SliceDecoder;
import dev.fiberscope.engine.schema.Decodable;
import dev.fiberscope.engine.schema.RecordSchema;
import dev.fiberscope.engine.schema.Rust;
import dev.fiberscope.engine.schema.Schema;
import dev.fiberscope.engine.wire.WireConfig;
import dev.fiberscope.engine.wire.WireWriter;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding from a slice. The floor is a plain {@link ByteBuffer} loop that does the same reads. Run
 * with {@code mvn -q -pl engine test-compile exec:exec@bench}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SliceDecodeBenchmark {
  private static final WireConfig CONFIG = WireConfig.standard();
  private static final int NUMBERS = 1_000;

  /** 78 bytes: 5 + 1 + 62 + 1 + 9. */
  public record Payload(@Rust("u64") long id, String data, byte[] metadata) {}

  private final byte[] payload = payload();
  private final byte[] numbers = numbers();
  private final SliceDecoder decoder = new SliceDecoder(CONFIG);
  private final RecordSchema<Payload> records =
      RecordSchema.of(MethodHandles.lookup(), Payload.class);
  private final Schema schema = records.schema();
  private final Decodable<Payload> byHand =
      in -> {
        in.open("Payload");
        Payload read =
            new Payload(
                in.field("id").u64(), in.field("data").string(), in.field("metadata").bytes());
        in.close();
        return read;
      };
  private final Decodable<long[]> numbersByHand =
      in -> {
        in.open("Vec<u64>");
        long[] values = new long[NUMBERS];
        long length = in.field("length").length();
        for (int i = 0; i < length; i++) {
          values[i] = in.element(i).u64();
        }
        in.close();
        return values;
      };

  private static byte[] payload() {
    WireWriter out = new WireWriter(CONFIG);
    out.u64(999_999_999);
    out.string("x".repeat(62));
    out.bytes(new byte[9]);
    return out.toByteArray();
  }

  /** Every fourth number is a large one. */
  private static byte[] numbers() {
    WireWriter out = new WireWriter(CONFIG);
    out.u64(NUMBERS);
    for (int i = 0; i < NUMBERS; i++) {
      out.u64(i % 4 == 0 ? 1L << 40 | i : i % 250);
    }
    return out.toByteArray();
  }

  @Benchmark
  public Payload payloadFloor() {
    ByteBuffer in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    long id = varint(in);
    byte[] data = new byte[(int) varint(in)];
    in.get(data);
    String text = new String(data, StandardCharsets.UTF_8);
    byte[] metadata = new byte[(int) varint(in)];
    in.get(metadata);
    return new Payload(id, text, metadata);
  }

  private static long varint(ByteBuffer in) {
    int tag = in.get() & 0xff;
    return switch (tag) {
      case 251 -> in.getShort() & 0xffff;
      case 252 -> in.getInt() & 0xffff_ffffL;
      case 253 -> in.getLong();
      default -> tag;
    };
  }

  @Benchmark
  public Payload payloadByHand() {
    return decoder.decode(byHand, payload);
  }

  @Benchmark
  public Payload payloadRecord() {
    return decoder.decode(records, payload);
  }

  @Benchmark
  public Object payloadSchema() {
    return decoder.decode(schema, payload);
  }

  @Benchmark
  public long[] numbersFloor() {
    ByteBuffer in = ByteBuffer.wrap(numbers).order(ByteOrder.LITTLE_ENDIAN);
    long[] values = new long[(int) varint(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = varint(in);
    }
    return values;
  }

  @Benchmark
  public long[] numbersByHand() {
    return decoder.decode(numbersByHand, numbers);
  }
}
