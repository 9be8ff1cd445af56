package dev.fiberscope.engine.workload;

import dev.fiberscope.engine.EngineConfig;
import dev.fiberscope.engine.fiber.Carriers;
import dev.fiberscope.engine.fiber.FiberRuntime;
import dev.fiberscope.engine.fiber.VirtualThreads;
import dev.fiberscope.engine.stack.PoolPolicy;
import dev.fiberscope.engine.workload.ChunkedPayload.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * The main class of a JVM that measures the engine. Takes {@code virtual} or the number of
 * carriers, then what to measure; prints words that are easy to read by a program:
 *
 * <ul>
 *   <li>{@code speed ARRIVAL RUNS FIBERS...}: {@code speed ARRIVAL FIBERS LEAST MEDIAN MOST WRONG},
 *       in decodes a second
 *   <li>{@code memory FIBERS}: {@code memory FIBERS HEAP OUTSIDE RESIDENT WRONG}, bytes for each
 *       fiber that is suspended
 *   <li>{@code levels RUNS NAME=JFC...}: {@code level NAME MEDIAN WRONG}, decodes a second while
 *       recording with these settings, without a file for {@code off}
 * </ul>
 */
public final class EngineBenchMain {
  private static final int WARM_UP_FIBERS = 1_000;
  private static final double WARM_UP_SECONDS = 2.5;
  private static final int DECODES_PER_RUN = 1_000_000;
  private static final int LEVEL_FIBERS = 10_000;
  private static final int LEVEL_DECODES = 200_000;

  private EngineBenchMain() {}

  public static void main(String[] args) throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    boolean virtual = args[0].equals("virtual");
    int carriers = virtual ? processors : Integer.parseInt(args[0]);
    // Each runtime with the pool that suits it.
    EngineConfig config =
        virtual
            ? EngineConfig.standard()
            : EngineConfig.standard().withPoolPolicy(PoolPolicy.PER_CARRIER);
    try (FiberRuntime runtime = virtual ? new VirtualThreads() : Carriers.of(carriers)) {
      EngineBench bench = new EngineBench(config, runtime, carriers);
      String[] rest = Arrays.copyOfRange(args, 2, args.length);
      switch (args[1]) {
        case "speed" -> speed(bench, rest);
        case "memory" -> memory(bench, Integer.parseInt(rest[0]));
        case "levels" -> levels(bench, rest);
        default -> throw new IllegalArgumentException("cannot measure " + args[1]);
      }
    }
  }

  private static void speed(EngineBench bench, String[] args) throws InterruptedException {
    Arrival arrival = Arrival.valueOf(args[0].toUpperCase(Locale.ROOT));
    int runs = Integer.parseInt(args[1]);
    warmUp(bench, arrival);
    for (int i = 2; i < args.length; i++) {
      int fibers = Integer.parseInt(args[i]);
      double[] perSecond = new double[runs];
      for (int run = 0; run < runs; run++) {
        System.gc();
        perSecond[run] = decodesPerSecond(bench, arrival, fibers, DECODES_PER_RUN);
      }
      Arrays.sort(perSecond);
      System.out.printf(
          Locale.ROOT,
          "speed %s %d %.0f %.0f %.0f %d%n",
          args[0],
          fibers,
          perSecond[0],
          perSecond[runs / 2],
          perSecond[runs - 1],
          bench.wrong());
    }
  }

  private static void warmUp(EngineBench bench, Arrival arrival) throws InterruptedException {
    double seconds = 0;
    while (seconds < WARM_UP_SECONDS) {
      seconds += bench.run(arrival, WARM_UP_FIBERS);
    }
  }

  private static double decodesPerSecond(
      EngineBench bench, Arrival arrival, int fibers, int decodes) throws InterruptedException {
    int rounds = Math.max(1, decodes / fibers);
    double seconds = 0;
    for (int round = 0; round < rounds; round++) {
      seconds += bench.run(arrival, fibers);
    }
    return rounds * (double) fibers / seconds;
  }

  private static void memory(EngineBench bench, int fibers) throws InterruptedException {
    bench.run(Arrival.HALF, WARM_UP_FIBERS);
    bench.engine().pool().trim();
    long heapBefore = heap();
    long residentBefore = resident();
    long[] each = new long[3];
    bench.runHalf(
        fibers,
        () -> {
          each[0] = (heap() - heapBefore) / fibers;
          each[1] = bench.engine().pool().bytesPerStack();
          each[2] = (resident() - residentBefore) / fibers;
        });
    System.out.printf("memory %d %d %d %d %d%n", fibers, each[0], each[1], each[2], bench.wrong());
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Bytes of this process that are in memory, as Linux says; 0 elsewhere. */
  private static long resident() {
    Path status = Path.of("/proc/self/status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException notLinux) {
      return 0;
    }
  }

  private static void levels(EngineBench bench, String[] args)
      throws InterruptedException, IOException, ParseException {
    int runs = Integer.parseInt(args[0]);
    warmUp(bench, Arrival.SUSPENDING);
    List<List<Double>> perSecond = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      perSecond.add(new ArrayList<>());
    }
    // Levels take turns, so that a slow minute of the machine is everybody's.
    for (int run = 0; run <= runs; run++) {
      for (int i = 1; i < args.length; i++) {
        double speed = atLevel(bench, args[i].substring(args[i].indexOf('=') + 1));
        if (run > 0) {
          perSecond.get(i - 1).add(speed);
        }
      }
    }
    for (int i = 1; i < args.length; i++) {
      String name = args[i].substring(0, args[i].indexOf('='));
      double median = perSecond.get(i - 1).stream().sorted().skip(runs / 2).findFirst().orElse(0.0);
      System.out.printf(Locale.ROOT, "level %s %.0f %d%n", name, median, bench.wrong());
    }
  }

  private static double atLevel(EngineBench bench, String jfc)
      throws InterruptedException, IOException, ParseException {
    if (jfc.isEmpty()) {
      return decodesPerSecond(bench, Arrival.SUSPENDING, LEVEL_FIBERS, LEVEL_DECODES);
    }
    try (Recording recording = new Recording(Configuration.create(Path.of(jfc)))) {
      recording.setMaxSize(256L << 20);
      recording.start();
      return decodesPerSecond(bench, Arrival.SUSPENDING, LEVEL_FIBERS, LEVEL_DECODES);
    }
  }
}
