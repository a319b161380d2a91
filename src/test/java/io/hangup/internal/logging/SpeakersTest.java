package io.hangup.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakersTest {
  private static final String CONTEXT = "org.apache.catalina.core.ApplicationContext";
  private static final String FACADE = CONTEXT + "Facade";
  private static final String JULI = "org.apache.juli.logging.DirectJDKLog";

  @ParameterizedTest
  @CsvSource({
    "org.apache.catalina.connector.CoyoteAdapter, REQUEST",
    "org.apache.catalina.core.AsyncContextImpl, REQUEST",
    "org.apache.tomcat.websocket.pojo.PojoEndpointServer, REQUEST",
    "org.apache.tomcat.websocket.pojo.PojoEndpointBase, REQUEST",
    "org.apache.coyote.http11.upgrade.UpgradeServletInputStream, REQUEST",
    "org.apache.jasper.servlet.JspServlet, REQUEST",
    "org.apache.coyote.http11.Http11Processor, CONNECTION",
    "org.apache.coyote.http2.Http2UpgradeHandler, CONNECTION",
    "org.apache.tomcat.util.net.NioEndpoint, CONNECTION",
    "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer, CONNECTION",
    "org.springframework.web.servlet.DispatcherServlet, REQUEST",
    "reactor.core.publisher.Operators, REQUEST",
    "reactor, REQUEST",
    "reactors.Core, APPLICATION",
    "com.sun.faces.lifecycle, REQUEST",
    "org.hibernate.Session, APPLICATION",
    "com.acme.Orders, APPLICATION",
    "'', APPLICATION",
  })
  void aLoggersNameTells(String logger, Speaker speaker) {
    assertThat(speaker(logger)).isEqualTo(speaker);
  }

  @Test
  void theApplicationSpeaksWhereNothingIsKnown() {
    assertThat(speaker(null)).isEqualTo(Speaker.APPLICATION);
    assertThat(speaker("org.apache.catalina.core.ContainerBase.[Catalina].[localhost].[/]"))
        .isEqualTo(Speaker.APPLICATION);
  }

  @Test
  void whatTheContainersValvesSayIsTheContainers() {
    assertThat(isOfApplication(JULI, "org.apache.catalina.core.StandardWrapperValve", "a.B"))
        .isFalse();
    assertThat(isOfApplication(JULI, "org.apache.catalina.core.ApplicationDispatcher", "a.B"))
        .isFalse();
  }

  @Test
  void whatAServletContextIsToldIsItsCallers() {
    assertThat(isOfApplication(JULI, CONTEXT, FACADE, "com.acme.Servlet")).isTrue();
    assertThat(
            isOfApplication(JULI, CONTEXT, FACADE, "jakarta.servlet.GenericServlet", "a.Servlet"))
        .isTrue();
    assertThat(
            isOfApplication(
                JULI, CONTEXT, FACADE, "jakarta.servlet.GenericServlet", "org.apache.jsp.a_jsp"))
        .isTrue();
    assertThat(isOfApplication(JULI, CONTEXT, FACADE, "org.apache.catalina.ssi.SSIServlet", "a.B"))
        .isFalse();
    assertThat(isOfApplication(JULI, CONTEXT, FACADE, "org.springframework.web.Some")).isFalse();
  }

  private static boolean isOfApplication(String... classes) {
    return Speakers.isLogOfApplication(
        Stream.concat(
                Stream.of("io.hangup.internal.logging.Speakers", "java.util.logging.Logger"),
                Stream.of(classes))
            .<StackFrame>map(type -> new Frame(type, "method"))
            .iterator(),
        FrameworkLoggers.KNOWN);
  }

  private static Speaker speaker(String logger) {
    return Speakers.of(logger, FrameworkLoggers.KNOWN);
  }
}
