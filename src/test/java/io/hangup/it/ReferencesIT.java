package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.fixture.ClassFiles;
import io.hangup.fixture.TomcatDistribution;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the jar's classes name of Tomcat and its APIs is in each Tomcat. */
class ReferencesIT {
  private static final Pattern TOMCATS =
      Pattern.compile("org/apache/(catalina|coyote|juli|tomcat)/|jakarta/|javax/(servlet|websock)");

  /** What stack traces are read by: strings, which are no references. */
  private static final List<String> FRAMES =
      List.of(
          "org/apache/catalina/connector/CoyoteAdapter.service",
          "org/apache/coyote/AbstractProcessor.setErrorState",
          "org/apache/coyote/http2/Http2UpgradeHandler.close",
          "org/apache/coyote/http2/Stream.reserveWindowSize",
          "org/apache/tomcat/websocket/WsRemoteEndpointBasic.sendText",
          "org/apache/tomcat/websocket/WsRemoteEndpointImplBase.sendMessageBlock",
          "org/apache/tomcat/websocket/WsSession.sendCloseMessage",
          "org/apache/tomcat/websocket/server/WsHttpUpgradeHandler.close",
          "org/apache/tomcat/websocket/server/WsHttpUpgradeHandler.onError",
          "org/apache/tomcat/websocket/server/WsHttpUpgradeHandler.upgradeDispatch",
          "org/apache/tomcat/websocket/server/WsRemoteEndpointImplServer.onTimeout");

  static List<String> versions() {
    return TomcatDistribution.allVersions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyClassFieldAndMethodIsThere(String version) throws Exception {
    ClassFiles hangup = new ClassFiles(List.of(TomcatDistribution.jar(version)));
    assertThat(hangup.missingIn(ClassFiles.ofTomcat(version), TOMCATS)).as(version).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyMethodThatIsLookedForInStackTracesIsThere(String version) throws Exception {
    ClassFiles tomcat = ClassFiles.ofTomcat(version);
    assertThat(FRAMES).as(version).allMatch(tomcat::hasMethod);
    assertThat(tomcat.hasMethod("org/apache/tomcat/websocket/WsSession.sendNothing")).isFalse();
  }

  @Test
  void whatIsMissingIsFound() throws Exception {
    List<String> versions = versions();
    ClassFiles forTomcat9 = new ClassFiles(List.of(TomcatDistribution.jar("9.")));
    ClassFiles newest = ClassFiles.ofTomcat(versions.get(versions.size() - 1));
    assertThat(forTomcat9.missingIn(newest, TOMCATS))
        .contains(
            "javax/servlet/ServletException",
            "org/apache/catalina/connector/Request.setRequest"
                + " (Ljavax/servlet/http/HttpServletRequest;)V")
        .doesNotContain("org/apache/catalina/connector/Request.isSecure ()Z");
  }
}
