package dev.fiberscope.recordings.decode;

/** The fields that are read, by the names that recordings of all versions give them. */
enum Field {
  ARRIVED("arrived"),
  BLOCKER("blocker"),
  BLOCKING_OPERATION("blockingOperation"),
  BYTES("bytes"),
  CARRIER_THREAD("carrierThread"),
  CAUSE("cause"),
  CAUSES("causes"),
  CONFIG("config"),
  CONSUMED("consumed"),
  CPU_ELAPSED_SLICES("cpuElapsedSlices"),
  CPU_THROTTLED_SLICES("cpuThrottledSlices"),
  CPU_THROTTLED_TIME("cpuThrottledTime"),
  DECODE("decode"),
  DROPPED("dropped"),
  DURATION("duration"),
  ENDED("ended"),
  ENGINE("engine"),
  ERROR("error"),
  EFFECTIVE_CPUS("effectiveCpuCount"),
  EVENT_THREAD("eventThread"),
  FIBER("fiber"),
  FORMAT("format"),
  FRAME_CAPACITY("frameCapacity"),
  FRAMES("frames"),
  HEAP_USED("heapUsed"),
  HIGH_WATER_FRAMES("highWaterFrames"),
  HARDWARE_THREADS("hwThreads"),
  HIT("hit"),
  IDENTITY("identity"),
  IDLE("idle"),
  INPUT("input"),
  INPUT_OFFSET("inputOffset"),
  JVM_VERSION("jvmVersion"),
  JVM_SYSTEM("jvmSystem"),
  JVM_USER("jvmUser"),
  KEPT("kept"),
  LENGTH("length"),
  LIVE("live"),
  LOCALS("locals"),
  MACHINE_TOTAL("machineTotal"),
  MAX_SIZE("maxSize"),
  METHOD("method"),
  NAME("name"),
  KEY("key"),
  NOTIFIER("notifier"),
  OFFSET("offset"),
  OPERATION("operation"),
  OUTCOME("outcome"),
  OWNER("owner"),
  PARENT("parent"),
  PATH("path"),
  PID("pid"),
  PINNED_REASON("pinnedReason"),
  POOL("pool"),
  REASON("reason"),
  SAMPLED_THREAD("sampledThread"),
  SAFEPOINT("safepoint"),
  SCHEMA("schema"),
  STACK("stack"),
  STACK_TRACE("stackTrace"),
  START_TIME("startTime"),
  STATE("state"),
  STATES("states"),
  SUSPENSION("suspension"),
  SWALLOWED("swallowed"),
  TIME("time"),
  TYPE("type"),
  USE("use"),
  USED("used"),
  VALUE("value"),
  VARIABLE("variable"),
  WANTED("wanted"),
  WEIGHT("weight");

  private final String text;

  Field(String text) {
    this.text = text;
  }

  /** As recordings name it. */
  String text() {
    return text;
  }
}
