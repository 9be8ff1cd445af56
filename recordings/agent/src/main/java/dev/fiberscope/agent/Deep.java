package dev.fiberscope.agent;

import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** Puts the weave into a JVM and takes it out again. */
final class Deep {
  private final Instrumentation jvm;
  private final Class<?> virtualThread;
  private Weave weave;
  private int users;
  private boolean forGood;

  /** Brings the hook to where java.base finds it. */
  Deep(Instrumentation jvm) throws Exception {
    this.jvm = jvm;
    virtualThread = Class.forName("java.lang.VirtualThread");
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
          if (each.getName().startsWith(Weave.HOOK)) {
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

  /** Adds the calls, unless they are there. */
  synchronized String weave() throws Throwable {
    if (users == 0) {
      Weave wanted = new Weave();
      // First without the JVM: nothing of it changes if it looks different.
      try (InputStream known = Object.class.getResourceAsStream("VirtualThread.class")) {
        wanted.transform(null, Weave.VIRTUAL_THREAD, virtualThread, null, known.readAllBytes());
      }
      wanted.check();
      Hook.warmUp(Snapshot.stateNames(), String.join(",", wanted.causes()));
      jvm.addTransformer(wanted, true);
      weave = wanted;
      try {
        jvm.retransformClasses(virtualThread);
        wanted.check();
      } catch (Throwable refused) {
        takeOut();
        throw refused;
      }
    }
    users++;
    return "{\"woven\":true}";
  }

  /** Keeps the calls in until the JVM ends. */
  synchronized void keep() {
    forGood = true;
  }

  /** Takes the calls out when nobody wants them any more: VirtualThread is as it was. */
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
    jvm.removeTransformer(weave);
    jvm.retransformClasses(virtualThread);
    Hook.coolDown();
  }
}
