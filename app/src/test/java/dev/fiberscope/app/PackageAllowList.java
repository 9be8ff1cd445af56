package dev.fiberscope.app;

import java.util.List;
import java.util.Map;

/** Who may know whom. */
final class PackageAllowList {
  /** Our packages, and which of our packages each may use besides itself. */
  static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("engine.wire", List.of()),
          Map.entry("engine.event", List.of()),
          Map.entry("engine.fiber", List.of("engine.event")),
          Map.entry("engine.input", List.of("engine.event", "engine.fiber")),
          Map.entry("engine.stack", List.of("engine.event", "engine.fiber", "engine.wire")),
          Map.entry("engine.schema", List.of("engine.stack", "engine.wire")),
          Map.entry("engine.rust", List.of("engine.schema", "engine.wire")),
          Map.entry("engine.payload", List.of("engine.wire")),
          Map.entry("engine.replay", List.of("engine.schema", "engine.stack", "engine.wire")),
          Map.entry(
              "engine.fit",
              List.of("engine.payload", "engine.replay", "engine.schema", "engine.wire")),
          Map.entry(
              "engine",
              List.of(
                  "engine.event",
                  "engine.fiber",
                  "engine.input",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire")),
          Map.entry(
              "engine.workload",
              List.of(
                  "engine",
                  "engine.fiber",
                  "engine.input",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire")),
          Map.entry(
              "engine.hazard",
              List.of(
                  "engine",
                  "engine.event",
                  "engine.fiber",
                  "engine.input",
                  "engine.rust",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire",
                  "engine.workload")),
          Map.entry(
              "engine.explore",
              List.of(
                  "engine",
                  "engine.fiber",
                  "engine.input",
                  "engine.rust",
                  "engine.schema",
                  "engine.stack",
                  "engine.wire")),
          Map.entry("recordings.code", List.of("recordings.store")),
          Map.entry(
              "recordings.analysis",
              List.of(
                  "recordings.code",
                  "recordings.index",
                  "recordings.store",
                  "recordings.text",
                  "recordings.threads")),
          Map.entry(
              "recordings.rules",
              List.of(
                  "recordings.analysis",
                  "recordings.code",
                  "recordings.export",
                  "recordings.index",
                  "recordings.store",
                  "recordings.text",
                  "recordings.threads")),
          Map.entry(
              "recordings.report",
              List.of("recordings.analysis", "recordings.store", "recordings.text")),
          Map.entry("recordings.store", List.of()),
          Map.entry("recordings.sql", List.of("recordings.tables")),
          Map.entry(
              "recordings.compare",
              List.of(
                  "recordings.analysis",
                  "recordings.index",
                  "recordings.store",
                  "recordings.text")),
          Map.entry("sql", List.of("recordings.sql", "recordings.tables")),
          Map.entry(
              "recordings.tables",
              List.of("recordings.analysis", "recordings.index", "recordings.store")),
          Map.entry("recordings.source", List.of("recordings", "recordings.chunk")),
          Map.entry("recordings.chunk", List.of()),
          Map.entry(
              "recordings.bench", List.of("recordings", "recordings.chunk", "recordings.store")),
          Map.entry("recordings.schedule", List.of("recordings.store")),
          Map.entry(
              "recordings.decode",
              List.of("recordings.chunk", "recordings.schedule", "recordings.store")),
          Map.entry("recordings.events", List.of("recordings.chunk", "recordings.source")),
          Map.entry(
              "recordings.export",
              List.of(
                  "recordings.chunk",
                  "recordings.events",
                  "recordings.index",
                  "recordings.source",
                  "recordings.store")),
          Map.entry("recordings.index", List.of("recordings.store")),
          Map.entry("recordings.perfetto", List.of("recordings.index", "recordings.store")),
          Map.entry("recordings.threads", List.of("recordings.text")),
          Map.entry(
              "recordings.live",
              List.of(
                  "recordings",
                  "recordings.chunk",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "recordings",
              List.of(
                  "recordings.chunk",
                  "recordings.decode",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry("recordings.text", List.of()),
          Map.entry("app.format", List.of()),
          Map.entry(
              "app.message",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.analysis",
                  "recordings.index",
                  "recordings.rules",
                  "recordings.store",
                  "engine.payload",
                  "engine.replay",
                  "engine.rust",
                  "engine.schema",
                  "engine.wire")),
          Map.entry("app.theme", List.of("recordings.store")),
          Map.entry(
              "app.cli",
              List.of(
                  "recordings.compare",
                  "recordings.sql",
                  "recordings.tables",
                  "app.format",
                  "recordings.text",
                  "app.message",
                  "app.session",
                  "engine.explore",
                  "engine.fit",
                  "engine.payload",
                  "engine.replay",
                  "engine.rust",
                  "engine.schema",
                  "engine.wire",
                  "engine.workload",
                  "recordings",
                  "recordings.analysis",
                  "recordings.bench",
                  "recordings.code",
                  "recordings.export",
                  "recordings.index",
                  "recordings.live",
                  "recordings.perfetto",
                  "recordings.report",
                  "recordings.rules",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app.session",
              List.of(
                  "recordings.analysis",
                  "app.format",
                  "recordings.text",
                  "recordings",
                  "recordings.index",
                  "recordings.live",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app.attach",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.live",
                  "recordings.source")),
          Map.entry(
              "app.threads",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.live",
                  "recordings.threads")),
          Map.entry(
              "app.life",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.timeline",
              List.of(
                  "recordings.export",
                  "recordings.analysis",
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "app.theme",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.decode",
              List.of(
                  "app.table",
                  "recordings.export",
                  "app.format",
                  "recordings.text",
                  "app.life",
                  "app.message",
                  "app.session",
                  "app.theme",
                  "engine.fit",
                  "engine.payload",
                  "engine.replay",
                  "engine.rust",
                  "engine.schema",
                  "engine.wire",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.inspector",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.life",
                  "app.session",
                  "app.threads",
                  "recordings.analysis",
                  "recordings.index",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app.flame",
              List.of(
                  "app.format", "recordings.text", "app.session", "app.theme", "recordings.index")),
          Map.entry("app.table", List.of("app.session", "recordings.export")),
          Map.entry(
              "app.statistics",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "app.table",
                  "recordings.export",
                  "recordings.index",
                  "recordings.store")),
          Map.entry(
              "app.events",
              List.of(
                  "app.format",
                  "recordings.text",
                  "app.session",
                  "app.table",
                  "recordings.events",
                  "recordings.export",
                  "recordings.store")),
          Map.entry(
              "app.hazards",
              List.of(
                  "app.format",
                  "app.message",
                  "app.session",
                  "app.table",
                  "app.theme",
                  "recordings.analysis",
                  "recordings.code",
                  "recordings.export",
                  "recordings.report",
                  "recordings.rules",
                  "recordings.store",
                  "recordings.text",
                  "recordings.threads")),
          Map.entry(
              "app.stacks",
              List.of(
                  "recordings.export",
                  "app.format",
                  "app.session",
                  "app.table",
                  "app.theme",
                  "recordings.index",
                  "recordings.rules",
                  "recordings.store",
                  "recordings.text")),
          Map.entry("app.start", List.of("app.session")),
          Map.entry(
              "app.shell",
              List.of(
                  "app.table",
                  "recordings.export",
                  "recordings.index",
                  "recordings.perfetto",
                  "app.attach",
                  "app.decode",
                  "app.events",
                  "app.flame",
                  "app.format",
                  "app.hazards",
                  "app.stacks",
                  "recordings.analysis",
                  "recordings.report",
                  "recordings.text",
                  "app.inspector",
                  "app.life",
                  "app.message",
                  "app.session",
                  "app.start",
                  "app.statistics",
                  "app.theme",
                  "app.threads",
                  "app.timeline",
                  "recordings.source",
                  "recordings.store",
                  "recordings.threads")),
          Map.entry(
              "app",
              List.of(
                  "app.cli",
                  "app.session",
                  "app.shell",
                  "app.theme",
                  "app.timeline",
                  "engine.workload",
                  "recordings",
                  "recordings.bench",
                  "recordings.store")));

  private PackageAllowList() {}
}
