package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.hangup.session.DeadSession;
import io.hangup.session.SessionRegistry;
import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.core.StandardWrapper;
import org.apache.tomcat.util.IntrospectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisconnectValveTest {

  @Test
  void undoesWhatItDidTenTimes() throws LifecycleException {
    PrintStream standardError = System.err;
    DisconnectValve valve = valve();

    for (int i = 0; i < 10; i++) {
      valve.start();
      assertThat(System.err).isNotSameAs(standardError);
      assertThat(rootHandlers()).isNotEmpty().allMatch(handler -> handler.getFilter() != null);
      valve.stop();
      assertThat(System.err).isSameAs(standardError);
      assertThat(rootHandlers()).allMatch(handler -> handler.getFilter() == null);
    }
  }

  /** A Pipeline takes a Valve's container away before it stops the Valve. */
  @Test
  void undoesWhatItDidWhenItIsTakenOut() throws LifecycleException {
    PrintStream standardError = System.err;
    StandardEngine engine = new StandardEngine();
    engine.setName("Test");
    DisconnectValve valve = new DisconnectValve();
    engine.getPipeline().addValve(valve);
    ((Lifecycle) engine.getPipeline()).start();
    assertThat(System.err).isNotSameAs(standardError);

    engine.getPipeline().removeValve(valve);

    assertThat(valve.getState()).isEqualTo(LifecycleState.DESTROYED);
    assertThat(System.err).isSameAs(standardError);
    assertThat(rootHandlers()).allMatch(handler -> handler.getFilter() == null);
  }

  @Test
  void sharesOneInstallationWithOtherValves() throws LifecycleException {
    PrintStream standardError = System.err;
    DisconnectValve first = valve();
    DisconnectValve second = valve();

    first.start();
    PrintStream gate = System.err;
    second.start();
    assertThat(System.err).isSameAs(gate);
    first.stop();
    assertThat(System.err).isSameAs(gate);
    second.stop();

    assertThat(System.err).isSameAs(standardError);
  }

  @ParameterizedTest
  @CsvSource({
    "no.such.Registry, was not found",
    "java.util.ArrayList, does not implement io.hangup.session.SessionRegistry",
    "io.hangup.session.SessionRegistry, is abstract",
    "io.hangup.DisconnectValveTest$Shy, needs to be public",
    "io.hangup.DisconnectValveTest$Failing, could not be created",
  })
  void refusesARegistryThatCannotBeOne(String name, String why) throws LifecycleException {
    PrintStream standardError = System.err;
    DisconnectValve valve = valve();
    valve.setRegistry("io.hangup.DisconnectValveTest$Configurable, " + name);

    assertThatThrownBy(valve::start)
        .isInstanceOf(LifecycleException.class)
        .hasMessageContainingAll("attribute registry=[" + name + "]", why);
    assertThat(System.err).isSameAs(standardError);
  }

  /** A Tomcat that lacks a method which the Valve calls at the end of each request. */
  @Test
  void keepsItsOwnFailuresFromRequests() throws Exception {
    Request request = mock(Request.class);
    when(request.isAsync()).thenThrow(new NoSuchMethodError("isAsync"));
    when(request.getCoyoteRequest()).thenThrow(new NoSuchMethodError("getCoyoteRequest"));
    Valve next = mock(Valve.class);
    DisconnectValve valve = valve();
    valve.setNext(next);
    valve.start();

    valve.invoke(request, mock(Response.class));
    valve.log(request, mock(Response.class), 0);
    valve.stop();

    verify(next).invoke(eq(request), any());
  }

  @Test
  void refusesAPlaceWhereNoRequestEnds() {
    DisconnectValve valve = new DisconnectValve();
    valve.setContainer(new StandardWrapper());

    assertThatThrownBy(valve::start)
        .isInstanceOf(LifecycleException.class)
        .hasMessageContaining("into an <Engine>, a <Host> or a <Context>");
  }

  @Test
  void hasTheseDefaults() {
    DisconnectValve valve = new DisconnectValve();

    assertThat(valve.getRegistry()).isNull();
    assertThat(valve.getKeep()).isEmpty();
    assertThat(valve.getApplicationRecords()).isEqualTo("shorten");
    assertThat(valve.getFrameworkLoggers()).isEmpty();
    assertThat(valve.getPrintedTraces()).isTrue();
    assertThat(valve.isAsyncSupported()).isTrue();
  }

  @Test
  void refusesToKeepAKindThatIsNone() {
    DisconnectValve valve = valve();
    valve.setKeep("STALLED, RESETTED");

    assertThatThrownBy(valve::start)
        .isInstanceOf(LifecycleException.class)
        .hasMessageContainingAll("attribute keep=", "[RESETTED]", "BROKEN_PIPE");
  }

  @ParameterizedTest
  @CsvSource({
    "applicationRecords, shortn, 'applicationRecords=[shortn] must be shorten, downgrade or keep'",
    "frameworkLoggers, '+com.acme,org.x', 'frameworkLoggers=[+com.acme,org.x]: put a + before each'",
    "frameworkLoggers, com acme, 'frameworkLoggers=[com acme]: [com acme] is no beginning of a'",
    "frameworkLoggers, +, 'such as +com.acme.lib'",
  })
  void refusesWhatItCannotTake(String attribute, String value, String why) {
    DisconnectValve valve = valve();
    assertThat(set(valve, attribute, value)).isTrue();

    assertThatThrownBy(valve::start)
        .isInstanceOf(LifecycleException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"applicationRecords, Keep", "frameworkLoggers, '+com.acme.lib, +org.x.*,'"})
  void takesWhatIsWellMeant(String attribute, String value) throws LifecycleException {
    DisconnectValve valve = valve();
    assertThat(set(valve, attribute, value)).isTrue();

    valve.start();
    valve.stop();
  }

  @Test
  void setsARegistrysProperties() throws LifecycleException {
    DisconnectValve valve = valve();
    assertThat(set(valve, "registry", Configurable.class.getName())).isTrue();
    assertThat(set(valve, "registry.limit", "7")).isTrue();

    valve.start();
    valve.stop();

    assertThat(Configurable.lastLimit).isEqualTo(7);
  }

  @Test
  void leavesNoUnknownAttributeToTomcatsWarning() {
    assertThat(set(valve(), "regsitry", "x")).isTrue();
    assertThat(set(valve(), "registry.", "x")).isTrue();
  }

  /** As {@code server.xml} has it, and as a program does. */
  @Test
  void takesFlagsAsTextAndAsWhatTheyAre() {
    DisconnectValve valve = valve();

    assertThat(set(valve, "printedTraces", "false")).isTrue();
    assertThat(set(valve, "closeForgotten", "True")).isTrue();
    assertThat(valve.getPrintedTraces()).isFalse();
    assertThat(valve.getCloseForgotten()).isTrue();
    valve.setPrintedTraces(true);
    assertThat(valve.getPrintedTraces()).isTrue();
  }

  private static boolean set(DisconnectValve valve, String name, String value) {
    return IntrospectionUtils.setProperty(valve, name, value);
  }

  private static DisconnectValve valve() {
    DisconnectValve valve = new DisconnectValve();
    StandardEngine engine = new StandardEngine();
    engine.setName("Test");
    valve.setContainer(engine);
    return valve;
  }

  private static Handler[] rootHandlers() {
    return Logger.getLogger("").getHandlers();
  }

  /** A registry with a bean property. */
  public static class Configurable implements SessionRegistry {
    private static int lastLimit;

    public void setLimit(int limit) {
      lastLimit = limit;
    }

    @Override
    public void drop(DeadSession session) {}
  }

  /** A registry whose constructor nobody may call. */
  static final class Shy implements SessionRegistry {
    private Shy() {}

    @Override
    public void drop(DeadSession session) {}
  }

  /** A registry whose constructor fails. */
  public static class Failing implements SessionRegistry {
    public Failing() {
      throw new IllegalStateException("no");
    }

    @Override
    public void drop(DeadSession session) {}
  }
}
