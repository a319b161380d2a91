package io.hangup.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Adds the Valve to Spring Boot's embedded Tomcat, unless {@code hangup.enabled} is false. Public
 * so that an application can name it in {@code @ImportAutoConfiguration} or exclude it.
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
    return new EngineValve(environment);
  }
}
