package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hangup.fixture.Patience;
import java.io.File;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A JVM that starts and stops servers is, after each, as it was. */
@Isolated("It counts what the JVM has of Hangup's.")
class EmbeddedTomcatTest {
  private static final int TIMES = 100;
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger TOMCATS = Logger.getLogger("org.apache");
  private static final Logger OURS = Logger.getLogger("io.hangup");

  private final Handler handler = new Silent();

  @TempDir private Path folder;

  @BeforeEach
  void hush() {
    TOMCATS.setLevel(Level.OFF);
    OURS.setLevel(Level.OFF);
  }

  @AfterEach
  void undoHush() {
    ROOT.removeHandler(handler);
    TOMCATS.setLevel(null);
    OURS.setLevel(null);
  }

  @Test
  void startsAndStopsManyTimes() throws Exception {
    PrintStream standardError = System.err;
    PrintStream standardOutput = System.out;
    long threads = threads();
    for (int i = 0; i < TIMES; i++) {
      try (EmbeddedServer server = new EmbeddedServer(folder.toString())) {
        assertThat(server.get()).hasSize(5);
      }
    }

    assertThat(System.err).isSameAs(standardError);
    assertThat(System.out).isSameAs(standardOutput);
    assertThat(ROOT.getHandlers()).allMatch(each -> each.getFilter() == null);
    // Those of Tomcat's that have been told to end take a moment.
    await().atMost(Patience.EVENT).until(() -> threads() <= threads);
  }

  /** What the second does now and then, the first server's thread has done until then. */
  @Test
  void theSecondGoesOnWhenTheFirstHasStopped() throws Exception {
    try (EmbeddedServer first = new EmbeddedServer(folder.toString());
        EmbeddedServer second = new EmbeddedServer(folder.toString())) {
      first.stop();
      ROOT.addHandler(handler);

      await().atMost(Patience.EVENT).until(() -> chain(handler).size() == 1);
      assertThat(second.get()).hasSize(5);
    }
    assertThat(chain(handler)).isEmpty();
  }

  /** Tomcat then stops nothing that comes after it, such as the Valves. */
  @Test
  void aChildThatFailsToStopKeepsNothingOfOurs() throws Exception {
    ROOT.addHandler(handler);
    long threads = threads();
    try (EmbeddedServer server =
        new EmbeddedServer(
            folder.toString(), tomcat -> tomcat.getEngine().addChild(new FailingHost()))) {
      assertThat(chain(handler)).hasSize(1);
      assertThatThrownBy(server::stop).isInstanceOf(LifecycleException.class);
    }
    assertThat(chain(handler)).isEmpty();
    await().atMost(Patience.EVENT).until(() -> threads() <= threads);
  }

  @Test
  void looksForLateHandlersWithoutBackgroundTicks() throws Exception {
    try (EmbeddedServer server =
        new EmbeddedServer(
            folder.toString(), tomcat -> tomcat.getEngine().setBackgroundProcessorDelay(-1))) {
      ROOT.addHandler(handler);
      await().atMost(Patience.EVENT).until(() -> chain(handler).size() == 1);
      assertThat(server.get()).hasSize(5);
    }
    assertThat(chain(handler)).isEmpty();
  }

  /** As with a jar in {@code lib/} and another in a web application: one of them leads. */
  @Test
  void twoCopiesDoNotStandInFrontOfEachOther() throws Exception {
    ROOT.addHandler(handler);
    try (URLClassLoader loader = new URLClassLoader(classPath(), platform());
        EmbeddedServer own = new EmbeddedServer(folder.toString());
        AutoCloseable other = another(loader)) {
      assertThat(own.get()).hasSize(5);
      // Longer than either takes to look at the handlers again.
      Thread.sleep(1000);
      assertThat(chain(handler)).hasSize(1);
      assertThat(chain(handler).get(0).getClass().getClassLoader())
          .isSameAs(getClass().getClassLoader());

      own.stop();
      await().atMost(Patience.EVENT).until(() -> chain(handler).size() == 1);
      assertThat(chain(handler).get(0).getClass().getClassLoader()).isSameAs(loader);
      assertThat(other).isNotNull();
    }
    assertThat(chain(handler)).isEmpty();
  }

  @Test
  void startsWhateverAHandlerSays() throws Exception {
    Handler hostile =
        new Silent() {
          @Override
          public Filter getFilter() {
            throw new IllegalStateException("no filter");
          }
        };
    ROOT.addHandler(hostile);
    try (EmbeddedServer server = new EmbeddedServer(folder.toString())) {
      assertThat(server.get()).hasSize(5);
    } finally {
      ROOT.removeHandler(hostile);
    }
  }

  private AutoCloseable another(ClassLoader loader) throws ReflectiveOperationException {
    return (AutoCloseable)
        loader
            .loadClass(EmbeddedServer.class.getName())
            .getConstructor(String.class)
            .newInstance(folder.toString());
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(each).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** The filters of Hangup's that are in front of {@code handler}. */
  private static List<Filter> chain(Handler handler) {
    List<Filter> chain = new ArrayList<>();
    for (Filter each = handler.getFilter(); each != null; ) {
      chain.add(each);
      each = each instanceof Supplier<?> gate && gate.get() instanceof Filter next ? next : null;
    }
    return chain;
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> Stream.of("hangup-", "Catalina-utility").anyMatch(name::startsWith))
        .count();
  }

  private static final class FailingHost extends StandardHost {
    FailingHost() {
      setName("failing");
    }

    @Override
    protected void stopInternal() throws LifecycleException {
      super.stopInternal();
      throw new LifecycleException("on purpose");
    }
  }

  private static class Silent extends Handler {
    @Override
    public void publish(LogRecord record) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
