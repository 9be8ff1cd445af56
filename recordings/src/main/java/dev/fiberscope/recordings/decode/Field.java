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
  HIGH_WATER_FRAMES("highWaterFrames"),
  HARDWARE_THREADS("hwThreads"),
  HIT("hit"),
  IDENTITY("identity"),
  IDLE("idle"),
  INPUT("input"),
  INPUT_OFFSET("inputOffset"),
  JVM_VERSION("jvmVersion"),
  KEPT("kept"),
  LENGTH("length"),
  LIVE("live"),
  LOCALS("locals"),
  METHOD("method"),
  NAME("name"),
  KEY("key"),
  NOTIFIER("notifier"),
  OFFSET("offset"),
  OUTCOME("outcome"),
  OWNER("owner"),
  PARENT("parent"),
  PATH("path"),
  PID("pid"),
  PINNED_REASON("pinnedReason"),
  POOL("pool"),
  REASON("reason"),
  SAMPLED_THREAD("sampledThread"),
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
