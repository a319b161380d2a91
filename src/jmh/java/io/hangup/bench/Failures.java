package io.hangup.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.http11.filters.IdentityInputFilter;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** Makes failures such as Tomcat does: in its own code, on a stack as deep as a request's. */
public final class Failures {
  private static final int DEPTH = 30;

  private final ByteBuffer buffer = ByteBuffer.allocate(16);
  private final NioChannel reset;

  /** What reads a request's body: the frames of each real failure show the protocol by the like. */
  private final IdentityInputFilter body = new IdentityInputFilter(0);

  /** With a connection that its client has reset. */
  Failures() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel listening = ServerSocketChannel.open().bind(anywhere)) {
      SocketChannel client = SocketChannel.open(listening.getLocalAddress());
      SocketChannel accepted = listening.accept();
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
      client.close();
      reset = new Channel(accepted);
    }
    Request request = new Request();
    request.setContentLength(Long.MAX_VALUE);
    body.setRequest(request);
    body.setBuffer(new Body());
  }

  /** What a failure is known by. */
  public enum Evidence {
    /** Recorded for the request at hand. */
    IDENTITY,
    OWNED_TYPE,
    ORIGIN,
    /** None: an application's backend has failed. */
    REAL_ERROR
  }

  IOException make(Evidence evidence) {
    return make(evidence, DEPTH);
  }

  private IOException make(Evidence evidence, int depth) {
    if (depth > 0) {
      return make(evidence, depth - 1);
    }
    return switch (evidence) {
      case IDENTITY, OWNED_TYPE -> new ClientAbortException(read());
      case ORIGIN -> read();
      case REAL_ERROR -> new IOException("Backend", new SocketException("Connection reset"));
    };
  }

  private IOException read() {
    try {
      body.doRead(null);
      throw new IllegalStateException("Read from a connection that was reset");
    } catch (IOException e) {
      return e;
    }
  }

  /** A body that comes over the connection. */
  private final class Body implements InputBuffer {
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      return reset.read(buffer);
    }

    @Override
    public int available() {
      return 0;
    }
  }

  private static final class Channel extends NioChannel {
    Channel(SocketChannel socket) {
      super(new SocketBufferHandler(0, 0, false));
      sc = socket;
    }
  }
}
