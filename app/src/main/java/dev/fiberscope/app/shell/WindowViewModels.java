package dev.fiberscope.app.shell;

import dev.fiberscope.app.attach.AttachViewModel;
import dev.fiberscope.app.attach.JvmListViewModel;
import dev.fiberscope.app.compare.CompareViewModel;
import dev.fiberscope.app.decode.DecodeViewModel;
import dev.fiberscope.app.decode.PayloadViewModel;
import dev.fiberscope.app.events.EventsViewModel;
import dev.fiberscope.app.flame.FlameViewModel;
import dev.fiberscope.app.hazards.HazardsViewModel;
import dev.fiberscope.app.query.QueryViewModel;
import dev.fiberscope.app.session.FindViewModel;
import dev.fiberscope.app.session.MarkStore;
import dev.fiberscope.app.session.MarksViewModel;
import dev.fiberscope.app.session.SessionModel;
import dev.fiberscope.app.session.SnapshotsViewModel;
import dev.fiberscope.app.session.SnapshotsViewModel.Snapshot;
import dev.fiberscope.app.session.Workspace;
import dev.fiberscope.app.stacks.StacksViewModel;
import dev.fiberscope.app.statistics.StatisticsViewModel;
import dev.fiberscope.app.threads.ThreadsViewModel;
import dev.fiberscope.app.timeline.TimelineViewModel;
import dev.fiberscope.app.timeline.WalkViewModel;

/** What the places of one window show, and what ties them to each other. */
record WindowViewModels(
    SessionModel session,
    TimelineViewModel timeline,
    WalkViewModel walk,
    MarksViewModel marks,
    FindViewModel find,
    SnapshotsViewModel snapshots,
    FlameViewModel flame,
    StatisticsViewModel statistics,
    EventsViewModel events,
    QueryViewModel query,
    CompareViewModel compare,
    DecodeViewModel decode,
    PayloadViewModel payload,
    HazardsViewModel hazards,
    StacksViewModel stacks,
    JvmListViewModel jvms,
    AttachViewModel attach,
    ThreadsViewModel threads) {

  static WindowViewModels of(SessionModel session, Workspace workspace) {
    TimelineViewModel timeline = new TimelineViewModel(session, workspace.beside());
    MarkStore store = new MarkStore(workspace.settings().folder().resolve("marks"));
    SnapshotsViewModel snapshots =
        new SnapshotsViewModel(session, workspace.beside(), workspace::tell);
    DecodeViewModel decode =
        new DecodeViewModel(
            session,
            workspace.beside(),
            workspace.beside(),
            workspace.live().stepping(),
            workspace::tell);
    HazardsViewModel hazards =
        new HazardsViewModel(
            session,
            workspace.beside(),
            () -> snapshots.snapshotsProperty().get().stream().map(Snapshot::threads).toList(),
            decode::findDecoder,
            workspace::tell);
    snapshots.snapshotsProperty().addListener(_ -> hazards.check());
    workspace
        .live()
        .snapshotProperty()
        .addListener(
            (_, _, taken) -> {
              if (taken != null) {
                snapshots.taken(taken);
              }
            });
    return new WindowViewModels(
        session,
        timeline,
        new WalkViewModel(session, timeline),
        new MarksViewModel(session, store, workspace::tell),
        new FindViewModel(session, workspace.beside()),
        snapshots,
        new FlameViewModel(session, workspace.beside()),
        new StatisticsViewModel(session, workspace.beside()),
        new EventsViewModel(session, workspace.background(), workspace.beside()),
        new QueryViewModel(session, workspace.beside(), workspace.settings()),
        new CompareViewModel(session, workspace.beside()),
        decode,
        new PayloadViewModel(workspace.beside(), workspace.beside(), workspace.settings()),
        hazards,
        new StacksViewModel(session, workspace.beside()),
        new JvmListViewModel(workspace.beside()),
        new AttachViewModel(workspace.live(), workspace.settings()),
        new ThreadsViewModel(workspace.background(), workspace::tell));
  }
}
