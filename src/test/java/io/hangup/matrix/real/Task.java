package io.hangup.matrix.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;

/**
 * One case, as it is sent to the application: its number, what fails, what becomes of it, where the
 * client is, the backend's port, and the port that says when the client has gone.
 */
record Task(int number, RealError error, Way way, ClientState state, int backend, int gate) {

  static Task parse(String text) {
    String[] words = text.split(",", -1);
    return new Task(
        Integer.parseInt(words[0]),
        RealError.valueOf(words[1]),
        Way.valueOf(words[2]),
        ClientState.valueOf(words[3]),
        Integer.parseInt(words[4]),
        Integer.parseInt(words[5]));
  }

  /**
   * Fails as told.
   *
   * @param write writes to the client
   */
  void run(Order order, Callable<?> write) throws IOException {
    if (state != ClientState.THERE) {
      awaitGate();
    }
    switch (state) {
      case THERE, GONE -> way.show(error.fail(order));
      case MISSED -> {
        abort(write);
        way.show(error.fail(order));
      }
      case SUPPRESSING -> {
        Exception abort = abort(write);
        abort.addSuppressed(error.fail(order));
        way.show(abort);
      }
      case SUPPRESSED -> {
        Throwable failure = error.fail(order);
        failure.addSuppressed(abort(write));
        way.show(failure);
      }
    }
  }

  private static Exception abort(Callable<?> write) {
    Exception abort = Quietly.run(write);
    return abort == null ? new IllegalStateException("DID NOT FAIL: the write") : abort;
  }

  private void awaitGate() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gate)) {
      socket.getOutputStream().write('?');
      socket.getInputStream().read();
    }
  }

  /** Says that all that can be seen of the case has been. */
  void ended() {
    System.out.println("END " + number);
  }
}
