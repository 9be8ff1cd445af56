package dev.fiberscope.recordings.rules;

import dev.fiberscope.recordings.analysis.Rule;
import java.util.List;

/** Every rule that a session alone can be checked by. */
public final class Rules {
  public static final List<Rule> ALL =
      List.of(
          new CarrierPinned(),
          new ClassInitializer(),
          new CarrierStarvation(),
          new LongRun(),
          new StuckFiber(),
          new LockAcrossSuspend(),
          new MigrationWithAffinity(),
          new LateTimer(),
          new CpuThrottled(),
          new LockCycle(),
          new PoolExhausted(),
          new LockConvoy(),
          new UnboundedCreation(),
          new Compensation(),
          new ThreadLocalAcrossSuspend(),
          new StaleThreadLocal(),
          new ThreadLocalPerFiber(),
          new InheritedThreadLocal(),
          new GuardHit(),
          new NearGuard(),
          new LeakedStack(),
          new DirtyReuse(),
          new PoolImbalance(),
          new PoolThrash(),
          new RetainedMemory(),
          new HugeLength(),
          new DeepNesting(),
          new TinyChunks(),
          new SlowPeer(),
          new OverRead(),
          new SwallowedError());

  private Rules() {}
}
