package io.hangup.internal.jvm;

import java.security.AccessController;
import java.security.PrivilegedAction;

/** Threads that keep nothing of whichever thread happens to need them first. */
public final class OwnThread {
  private OwnThread() {}

  /**
   * A daemon with the class loader of this class. A thread inherits the protection domains of all
   * that are on the stack when it is made, and with those an application's class loader; under
   * {@code doPrivileged} it is ours alone.
   */
  @SuppressWarnings("removal") // There is no other way, as long as threads inherit it.
  public static Thread create(Runnable task, String name) {
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              Thread thread = new Thread(null, task, name, 0, false);
              thread.setDaemon(true);
              thread.setContextClassLoader(OwnThread.class.getClassLoader());
              return thread;
            });
  }
}
