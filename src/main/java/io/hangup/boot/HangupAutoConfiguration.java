package io.hangup.boot;

import ch.qos.logback.classic.LoggerContext;
import io.hangup.listener.DisconnectListener;
import io.hangup.micrometer.HangupMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
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
  static WebServerFactoryCustomizer<WebServerFactory> hangupValve(
      Environment environment, ObjectProvider<DisconnectListener> listeners) {
    return new ValveCustomizer(environment, listeners);
  }

  private static HangupProperties properties(Environment environment) {
    return Binder.get(environment).bindOrCreate("hangup", HangupProperties.class);
  }

  /** Spring Boot binds it to each of its meter registries. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
  static class WithMicrometer {
    @Bean
    @ConditionalOnMissingBean
    static HangupMetrics hangupMetrics(Environment environment) {
      return new HangupMetrics(properties(environment).isEndpointTag());
    }
  }

  /** {@code /actuator/hangup}, where it is exposed. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
  static class WithActuator {
    @Bean
    @ConditionalOnMissingBean
    static HangupEndpoint hangupEndpoint(Environment environment) {
      return new HangupEndpoint(properties(environment));
    }
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
