package io.hangup.internal.jvm;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Runs what Hangup does on an application's thread with Hangup's own permissions, where Tomcat 9
 * runs with {@code -security}: the application whose code is further out may have none of them.
 */
@SuppressWarnings("removal")
public final class OwnRights {
  private OwnRights() {}

  /** Runs {@code task}, and throws what it throws. */
  public static void run(Runnable task) {
    if (System.getSecurityManager() == null) {
      task.run();
    } else {
      AccessController.doPrivileged(asAction(task));
    }
  }

  private static PrivilegedAction<Boolean> asAction(Runnable task) {
    return () -> {
      task.run();
      return true;
    };
  }

  /** What {@code task} comes to; throws what it throws. */
  public static <T> T get(PrivilegedAction<T> task) {
    return System.getSecurityManager() == null ? task.run() : AccessController.doPrivileged(task);
  }
}
