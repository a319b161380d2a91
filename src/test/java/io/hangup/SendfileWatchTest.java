package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEFAULTS;
import static org.mockito.Mockito.mock;

import io.hangup.classify.Classifier;
import io.hangup.classify.Disconnect;
import io.hangup.report.Reporter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendfileWatchTest {
  private static final int SIZE = 100;

  @TempDir Path directory;

  private final List<Disconnect> told = new ArrayList<>();
  private final Reporter reporter =
      new Reporter(LogFactory.getLog(SendfileWatchTest.class), told::add);
  private final SendfileWatch files = new SendfileWatch(new Classifier(), reporter);
  private final Socket socket = new Socket();
  private Path file = Path.of("");

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.write(directory.resolve("file"), new byte[SIZE]);
  }

  @Test
  void tellsOfOneThatWasCutOff() throws ReflectiveOperationException {
    files.watch(request("/cut"));
    socket.sends(file, 10);
    socket.gone = true;

    check();

    assertThat(told).extracting(each -> each.client().endpoint()).containsExactly("/cut");
  }

  @Test
  void tellsOfNoneThatWasSent() throws ReflectiveOperationException {
    files.watch(request("/sent"));
    socket.data = null;
    socket.gone = true;

    check();

    assertThat(told).isEmpty();
  }

  /** Each of several Valves tells of the end of a request. */
  @Test
  void takesTheSameRequestForOne() throws ReflectiveOperationException {
    Request request = request("/cut");
    files.watch(request);
    files.watch(request);
    socket.sends(file, 10);
    socket.gone = true;

    check();

    assertThat(told).hasSize(1);
  }

  /** A connection that is kept alive has sent the first file when it begins with the second. */
  @Test
  void tellsOfTheLastOnAConnectionOnly() throws ReflectiveOperationException {
    files.watch(request("/sent"));
    files.watch(request("/cut"));
    socket.sends(file, 10);
    socket.gone = true;

    check();

    assertThat(told).extracting(each -> each.client().endpoint()).containsExactly("/cut");
  }

  private void check() {
    for (int i = 0; i < 4; i++) {
      files.check();
    }
    reporter.flush();
  }

  private Request request(String uri) throws ReflectiveOperationException {
    org.apache.coyote.Request coyote = new org.apache.coyote.Request();
    coyote.requestURI().setString(uri);
    AbstractProcessor processor =
        mock(
            AbstractProcessor.class,
            call ->
                call.getMethod().getName().equals("getSocketWrapper")
                    ? socket
                    : RETURNS_DEFAULTS.answer(call));
    Field hook = org.apache.coyote.Request.class.getDeclaredField("hook");
    hook.setAccessible(true);
    hook.set(coyote, processor);
    coyote.setAttribute(Constants.SENDFILE_FILENAME_ATTR, file.toString());
    Response response = new Response();
    response.setCoyoteResponse(new org.apache.coyote.Response());
    Request request = new Request(new Connector());
    request.setCoyoteRequest(coyote);
    request.setResponse(response);
    return request;
  }

  /** A connection that sends what a test tells it to. */
  private static final class Socket extends NioEndpoint.NioSocketWrapper {
    private NioEndpoint.@Nullable SendfileData data;
    private boolean gone;

    Socket() {
      super(new NioChannel(new SocketBufferHandler(1, 1, false)), new NioEndpoint());
    }

    void sends(Path file, int alreadySent) {
      data = new NioEndpoint.SendfileData(file.toString(), alreadySent, SIZE - alreadySent);
    }

    @Override
    public NioEndpoint.@Nullable SendfileData getSendfileData() {
      return data;
    }

    @Override
    public boolean isClosed() {
      return gone;
    }
  }
}
