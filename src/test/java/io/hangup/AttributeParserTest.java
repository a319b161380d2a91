package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hangup.internal.logging.FrameworkLoggers;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;

class AttributeParserTest {

  @Test
  void addsFrameworkLoggersToTheKnownOnes() throws LifecycleException {
    assertThat(loggers("")).isEqualTo(FrameworkLoggers.KNOWN);
    assertThat(loggers("+com.acme.lib, + org.x.*").prefixes())
        .startsWith(FrameworkLoggers.KNOWN.prefixes().toArray(String[]::new))
        .endsWith("com.acme.lib", "org.x");
  }

  @Test
  void replacesTheKnownOnesWithoutAPlus() throws LifecycleException {
    assertThat(loggers("com.acme.lib.,org.x").prefixes()).containsExactly("com.acme.lib", "org.x");
  }

  private static FrameworkLoggers loggers(String value) throws LifecycleException {
    return AttributeParser.frameworkLoggers("frameworkLoggers", value);
  }
}
