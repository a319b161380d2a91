package io.hangup.boot;

import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Applications that have the auto-configuration alone. */
final class Applications {
  private Applications() {}

  /** One with {@code properties}. */
  static AnnotationConfigApplicationContext with(Map<String, Object> properties) {
    var application = new AnnotationConfigApplicationContext();
    application
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    application.register(HangupAutoConfiguration.class);
    application.refresh();
    return application;
  }
}
