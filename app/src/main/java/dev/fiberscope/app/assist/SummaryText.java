package dev.fiberscope.app.assist;

import dev.fiberscope.app.assist.OpenRecordings.One;
import dev.fiberscope.recordings.analysis.Finding;
import dev.fiberscope.recordings.report.Report;
import dev.fiberscope.recordings.store.Session;
import dev.fiberscope.recordings.store.State;
import dev.fiberscope.recordings.store.ThreadTable;
import dev.fiberscope.recordings.text.Numbers;
import dev.fiberscope.recordings.text.Times;

/** What a recording is, in a few lines. */
final class SummaryText {
  private SummaryText() {}

  static String of(String name, One one) {
    Session session = one.session();
    StringBuilder text = new StringBuilder(name + "\n");
    text.append("  begun ").append(session.begin()).append(", ");
    text.append(Times.duration(session.duration())).append(", ");
    text.append(session.jvm().isEmpty() ? "JVM not told" : session.jvm()).append(", ");
    text.append(session.facts().witness().meaning()).append('\n');
    text.append("  ").append(Numbers.count(fibers(session).length, "fiber")).append(", ");
    text.append(Numbers.count(session.threads().rows(ThreadTable.Kind.CARRIER).length, "carrier"));
    text.append(", ").append(Numbers.count(session.decodes().count(), "decode")).append('\n');
    states(session, text);
    Report report = one.report();
    report.missing().forEach(sentence -> text.append("  missing: ").append(sentence).append('\n'));
    for (Finding finding : report.findings()) {
      text.append("  finding, ").append(finding.severity().text()).append(": ");
      text.append(finding.rule().title()).append(" [").append(finding.key()).append("]\n");
    }
    if (report.findings().isEmpty()) {
      text.append("  no finding; ");
      text.append(Numbers.count(report.analysis().checked(), "rule")).append(" checked, ");
      text.append(report.analysis().lacking().size()).append(" lacked data\n");
    }
    return text.toString();
  }

  private static int[] fibers(Session session) {
    return session.threads().rows(ThreadTable.Kind.FIBER);
  }

  private static void states(Session session, StringBuilder text) {
    long[] nanos = new long[State.values().length];
    for (int fiber : fibers(session)) {
      session.spans().addStateTimes(fiber, nanos);
    }
    for (State state : State.values()) {
      if (nanos[state.ordinal()] > 0) {
        text.append("  fibers ").append(state.text()).append(": ");
        text.append(Times.duration(nanos[state.ordinal()])).append('\n');
      }
    }
  }
}
