package dev.fiberscope.recordings.live;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The management beans of a JVM on this machine. Its management agent is started and stays, so this
 * is for JVMs of our own only.
 */
public final class LocalManagement {
  private LocalManagement() {}

  public static JMXConnector connect(long pid) throws IOException {
    try {
      VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid));
      try {
        return JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
      } finally {
        jvm.detach();
      }
    } catch (AttachNotSupportedException gone) {
      throw new IOException("JVM " + pid + " has no management beans.", gone);
    }
  }
}
