package io.hangup;

import io.hangup.internal.classify.Classifier;
import io.hangup.internal.classify.Finding;
import io.hangup.internal.connection.FailureOwners;

/** For error trackers and others that are given throwables. */
public final class Disconnects {
  private static final Classifier CLASSIFIER = new Classifier();

  private Disconnects() {}

  /**
   * Whether {@code thrown} only means that a client of this server has hung up: by where it comes
   * from, or because a Valve has seen Tomcat record it for a client's connection. A backend's reset
   * is none, and neither is a chain in which anything else may be a real error. In doubt it is
   * false. It takes no lock and may be called anywhere.
   */
  public static boolean isDisconnect(Throwable thrown) {
    try {
      return CLASSIFIER.find(thrown, FailureOwners.of(thrown)).filter(Finding::alone).isPresent();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return false; // Its own methods failed.
    }
  }
}
