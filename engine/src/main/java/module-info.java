/** Decodes bincode on fibers and tells JFR what it does. */
module dev.fiberscope.engine {
  requires java.management;
  requires jdk.jfr;

  exports dev.fiberscope.engine;
  exports dev.fiberscope.engine.cbor;
  exports dev.fiberscope.engine.explore;
  exports dev.fiberscope.engine.fiber;
  exports dev.fiberscope.engine.fit;
  exports dev.fiberscope.engine.hazard;
  exports dev.fiberscope.engine.input;
  exports dev.fiberscope.engine.payload;
  exports dev.fiberscope.engine.replay;
  exports dev.fiberscope.engine.rust;
  exports dev.fiberscope.engine.schema;
  exports dev.fiberscope.engine.stack;
  exports dev.fiberscope.engine.wire;
  exports dev.fiberscope.engine.workload;
}
