package io.hangup.boot;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Adds the Valve to Spring Boot's embedded Tomcat, and the adapter's filter to Logback where both
 * are, unless {@code hangup.enabled} is false. Public so that an application can name it in
 * {@code @ImportAutoConfiguration} or exclude it.
 */
@AutoConfiguration
@ConditionalOnClass(
    name = {
      "org.apache.catalina.startup.Tomcat",
      "org.springframework.boot.web.server.WebServerFactoryCustomizer"
    })
@ConditionalOnProperty(prefix = "hangup", name = "enabled", matchIfMissing = true)
public class HangupAutoConfiguration {
  @Bean
  static WebServerFactoryCustomizer<WebServerFactory> hangupValve(Environment environment) {
    return new ValveCustomizer(environment);
  }

  /** Boot has configured Logback, and resets it no more, before there are beans. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name = {"ch.qos.logback.classic.LoggerContext", "io.hangup.logback.DisconnectTurboFilter"})
  static class WithLogback {
    /** None where SLF4J speaks to another library. */
    @Bean
    static @Nullable LogbackFilterRegistrar hangupLogbackFilter() {
      return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
          ? new LogbackFilterRegistrar(context)
          : null;
    }
  }
}
