package com.example;

import io.hangup.DisconnectValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring Boot 4: the Valve as a bean of your own, in place of the auto-configured one. */
@Configuration(proxyBeanMethods = false)
class HangupConfiguration {
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> hangup() {
    return factory -> {
      DisconnectValve valve = new DisconnectValve();
      valve.setPingInterval(25);
      valve.setPingTimeout(20);
      factory.addEngineValves(valve);
    };
  }
}
