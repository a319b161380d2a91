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

  static List<String> versions() {
    return TomcatDistribution.allVersions().toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyClassFieldAndMethodIsThere(String version) throws Exception {
    ClassFiles hangup = new ClassFiles(List.of(TomcatDistribution.jar(version)));
    assertThat(hangup.missingIn(ClassFiles.ofTomcat(version), TOMCATS)).as(version).isEmpty();
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
