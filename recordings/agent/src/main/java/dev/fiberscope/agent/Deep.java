package dev.fiberscope.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** Puts the weave into a JVM and takes it out again. */
final class Deep {
  /** What the boot loader is to find begins so. */
  private static final String HOOK = "dev/fiberscope/agent/Hook";

  private final Instrumentation jvm;
  private final List<WeaveClass> woven = new ArrayList<>();
  private int users;
  private boolean locals;
  private boolean forGood;

  /** Brings the hook to where java.base finds it. */
  Deep(Instrumentation jvm) throws Exception {
    this.jvm = jvm;
    bringHook();
    Snapshot.open(jvm, Class.forName("dev.fiberscope.agent.Hook", false, null).getModule());
    FlightRecorder.addListener(
        new FlightRecorderListener() {
          @Override
          public void recordingStateChanged(Recording recording) {
            recordingEnded(recording);
          }
        });
  }

  /** As a jar of its own: nothing else of ours is to be found by java.base's loader. */
  private void bringHook() throws Exception {
    Path own = Path.of(Deep.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path hook = Files.createTempFile("fiberscope-hook", ".jar");
    try (JarFile from = new JarFile(own.toFile())) {
      try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(hook))) {
        for (JarEntry each : Collections.list(from.entries())) {
          if (each.getName().startsWith(HOOK)) {
            to.putNextEntry(new JarEntry(each.getName()));
            from.getInputStream(each).transferTo(to);
          }
        }
      }
      jvm.appendToBootstrapClassLoaderSearch(new JarFile(hook.toFile()));
    } finally {
      // The JVM keeps it open; where that forbids to remove it, it goes with the JVM.
      if (!hook.toFile().delete()) {
        hook.toFile().deleteOnExit();
      }
    }
  }

  /**
   * Adds the calls, unless they are there.
   *
   * @param alsoLocals true if ThreadLocal gets some as well
   */
  synchronized String weave(boolean alsoLocals) throws Throwable {
    WeaveLocals weaveLocals = new WeaveLocals();
    if (alsoLocals) {
      // Before anything is changed.
      weaveLocals.rehearse();
    }
    if (users == 0) {
      Weave weave = new Weave();
      weave.rehearse();
      Hook.warmUp(Snapshot.stateNames(), String.join(",", weave.causes()));
      weave(weave);
    }
    if (alsoLocals && !locals) {
      Hook.withLocals(true);
      weave(weaveLocals);
      locals = true;
    }
    users++;
    return "{\"woven\":true}";
  }

  private void weave(WeaveClass weave) throws Throwable {
    jvm.addTransformer(weave, true);
    woven.add(weave);
    try {
      jvm.retransformClasses(weave.target());
      weave.check();
    } catch (Throwable refused) {
      if (users == 0) {
        takeOut();
      } else {
        takeOut(weave);
      }
      throw refused;
    }
  }

  /** Keeps the calls in until the JVM ends. */
  synchronized void keep() {
    forGood = true;
  }

  /** Takes the calls out when nobody wants them any more: the classes are as they were. */
  synchronized String unweave() throws Throwable {
    if (users > 0 && --users == 0 && !forGood) {
      takeOut();
    }
    return "{\"woven\":" + (users > 0) + "}";
  }

  /** Nobody may be there any more to ask for it: then the last recording's end does. */
  private void recordingEnded(Recording recording) {
    boolean over =
        recording.getState() == RecordingState.STOPPED
            || recording.getState() == RecordingState.CLOSED;
    if (over && isOurs(recording)) {
      boolean others =
          FlightRecorder.getFlightRecorder().getRecordings().stream()
              .anyMatch(each -> isOurs(each) && each.getState() == RecordingState.RUNNING);
      if (!others) {
        // JFR waits for whoever is told, and is asked for things meanwhile.
        Thread.ofPlatform().daemon().name("fiberscope-agent").start(this::forget);
      }
    }
  }

  private static boolean isOurs(Recording recording) {
    return recording.getName().startsWith("fiberscope-");
  }

  private synchronized void forget() {
    try {
      if (users > 0) {
        users = 1;
        unweave();
      }
    } catch (Throwable stays) {
      // Then the calls stay, with their events off.
    }
  }

  private void takeOut() throws Throwable {
    for (WeaveClass each : List.copyOf(woven)) {
      takeOut(each);
    }
    Hook.coolDown();
    Hook.withLocals(false);
    locals = false;
  }

  private void takeOut(WeaveClass weave) throws Throwable {
    woven.remove(weave);
    jvm.removeTransformer(weave);
    jvm.retransformClasses(weave.target());
  }
}
