package dev.fiberscope.app.cli;

import dev.fiberscope.engine.workload.OrdersWorkload.Scale;
import java.nio.file.Path;

/**
 * A run of the demo workload.
 *
 * @param carriers 0 for as many as the machine has processors
 * @param ownCarriers true to run the fibers as continuations on carriers of the engine's own
 */
public record RunPlan(Scale scale, int carriers, boolean ownCarriers, Path recording) {}
