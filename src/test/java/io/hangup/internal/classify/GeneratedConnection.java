package io.hangup.internal.classify;

import io.hangup.disconnect.Client;
import io.hangup.disconnect.Disconnect;
import io.hangup.disconnect.Protocol;
import io.hangup.internal.connection.ClientConnection;
import java.util.function.Predicate;

/** A client's connection whose failures are known in advance. */
record GeneratedConnection(Protocol protocol, boolean secure, Predicate<Throwable> failures)
    implements ClientConnection {

  @Override
  public boolean recorded(Throwable failure) {
    return failures.test(failure);
  }

  @Override
  public ClassLoader webappLoader() {
    return null;
  }

  @Override
  public Client client() {
    return Client.UNKNOWN;
  }

  @Override
  public boolean markReported(Disconnect disconnect) {
    return true;
  }
}
