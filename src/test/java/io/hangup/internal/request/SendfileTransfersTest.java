package io.hangup.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.hangup.disconnect.Disconnect;
import io.hangup.fixture.PrivateField;
import io.hangup.internal.classify.Classifier;
import io.hangup.internal.report.Reporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SendfileDataBase;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendfileTransfersTest {
  private static final int SIZE = 100;

  @TempDir Path directory;

  private final List<Disconnect> told = new ArrayList<>();
  private final Reporter reporter =
      new Reporter(LogFactory.getLog(SendfileTransfersTest.class), told::add);
  private final SendfileTransfers files = new SendfileTransfers(new Classifier(), reporter);
  private final NioEndpoint endpoint = new NioEndpoint();
  private final Socket socket = new Socket(endpoint);
  private Path file = Path.of("");
  private SendfileDataBase sending = new NioEndpoint.SendfileData("", 0, 0);

  @BeforeEach
  void makeFile() throws Exception {
    file = Files.write(directory.resolve("file"), new byte[SIZE]);
    connectorRuns(true);
  }

  private void connectorRuns(boolean runs) throws ReflectiveOperationException {
    PrivateField.set(AbstractEndpoint.class, "running", endpoint, runs);
  }

  @Test
  void tellsOfOneThatWasCutOff() throws ReflectiveOperationException {
    files.watch(request("/cut"));
    sending.length = 10;
    socket.gone = true;

    check();

    assertThat(told).extracting(each -> each.client().endpoint()).containsExactly("/cut");
  }

  @Test
  void tellsOfNoneThatWasSent() throws ReflectiveOperationException {
    files.watch(request("/sent"));
    sending.length = 0;
    socket.gone = true;

    check();

    assertThat(told).isEmpty();
  }

  /** It is this server that closes the connections then. */
  @Test
  void tellsOfNoneWhoseConnectorWasStopped() throws ReflectiveOperationException {
    files.watch(request("/stopped"));
    connectorRuns(false);
    socket.gone = true;

    check();

    assertThat(told).isEmpty();
  }

  @Test
  void waitsForOneThatTomcatHasNotBegunWith() throws ReflectiveOperationException {
    files.watch(request("/cut"));

    check();
    assertThat(told).isEmpty();
    socket.gone = true;
    check();

    assertThat(told).hasSize(1);
  }

  /** It cannot be sent to its end, whatever the client does. */
  @Test
  void tellsOfNoneThatBecameShorter() throws Exception {
    files.watch(request("/short"));
    sending.pos = 10;
    sending.length = SIZE - 10;
    Files.write(file, new byte[10]);
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
    socket.gone = true;

    check();

    assertThat(told).hasSize(1);
  }

  /** A connection that is kept alive has sent the first file when it begins with the second. */
  @Test
  void tellsOfTheLastOnAConnectionOnly() throws ReflectiveOperationException {
    files.watch(request("/sent"));
    sending.length = 0;
    files.watch(request("/cut"));
    socket.gone = true;

    check();

    assertThat(told).extracting(each -> each.client().endpoint()).containsExactly("/cut");
  }

  private void check() {
    files.check();
    reporter.flush();
  }

  /** One that has been answered with the file, of which nothing is sent yet. */
  private Request request(String uri) throws ReflectiveOperationException {
    sending = new NioEndpoint.SendfileData(file.toString(), 0, SIZE);
    Http11Processor processor = new Http11Processor(new Http11NioProtocol(), mock(Adapter.class));
    PrivateField.set(AbstractProcessor.class, "socketWrapper", processor, socket);
    PrivateField.set(Http11Processor.class, "sendfileData", processor, sending);
    org.apache.coyote.Request coyote = new org.apache.coyote.Request();
    coyote.requestURI().setString(uri);
    coyote.setAttribute(Constants.SENDFILE_FILENAME_ATTR, file.toString());
    coyote.setAttribute(Constants.SENDFILE_FILE_END_ATTR, (long) SIZE);
    return ContainerRequests.of(processor, coyote, new org.apache.coyote.Response());
  }

  private static final class Socket extends NioEndpoint.NioSocketWrapper {
    private boolean gone;

    Socket(NioEndpoint endpoint) {
      super(new NioChannel(new SocketBufferHandler(1, 1, false)), endpoint);
    }

    @Override
    public boolean isClosed() {
      return gone;
    }
  }
}
