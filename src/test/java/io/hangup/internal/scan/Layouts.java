package io.hangup.internal.scan;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Logs that the libraries themselves write. */
final class Layouts {
  /** Half past nine in the morning, UTC. */
  static final long TIME = 1_764_149_400_000L;

  static final String LOGGER = "org.apache.catalina.core.StandardWrapperValve";
  private static final String METHOD = "invoke";
  private static final String MESSAGE = "Servlet.service() for servlet [orders] threw exception";

  private Layouts() {}

  /** Written by one of the JDK's formatters, or of Tomcat's. */
  static String jul(Formatter formatter, List<Throwable> thrown) {
    StringBuilder log = new StringBuilder(formatter.getHead(null));
    log.append(formatter.format(record("Server startup in [437] milliseconds", null)));
    for (Throwable each : thrown) {
      log.append(formatter.format(record(MESSAGE, each)));
      log.append(formatter.format(record("and on", null)));
    }
    return log.append(formatter.getTail(null)).toString();
  }

  private static LogRecord record(String message, Throwable thrown) {
    LogRecord record = new LogRecord(thrown == null ? Level.INFO : Level.SEVERE, message);
    record.setLoggerName(LOGGER);
    record.setSourceClassName(LOGGER);
    record.setSourceMethodName(METHOD);
    record.setThrown(thrown);
    record.setInstant(java.time.Instant.ofEpochMilli(TIME));
    return record;
  }

  /** Written by Logback with a pattern. */
  static String logback(String pattern, List<Throwable> thrown) {
    LoggerContext context = new LoggerContext();
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(pattern);
    layout.start();
    StringBuilder log = new StringBuilder(layout.doLayout(event(context, "up", null)));
    for (Throwable each : thrown) {
      log.append(layout.doLayout(event(context, MESSAGE, each)));
      log.append(layout.doLayout(event(context, "and on", null)));
    }
    return log.toString();
  }

  /** Written by Spring Boot's structured logging: ecs, logstash or gelf. */
  static String boot(String format, List<Throwable> thrown) {
    LoggerContext context = new LoggerContext();
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("spring.application.name", "orders")));
    context.putObject(Environment.class.getName(), environment);
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.start();
    StringBuilder log = new StringBuilder(encoded(encoder, event(context, "up", null)));
    for (Throwable each : thrown) {
      log.append(encoded(encoder, event(context, MESSAGE, each)));
    }
    return log.toString();
  }

  private static String encoded(
      Encoder<ch.qos.logback.classic.spi.ILoggingEvent> encoder, LoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  private static LoggingEvent event(LoggerContext context, String message, Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent(
            Layouts.class.getName(),
            context.getLogger(LOGGER),
            thrown == null ? ch.qos.logback.classic.Level.INFO : ch.qos.logback.classic.Level.ERROR,
            message,
            thrown,
            null);
    event.setInstant(java.time.Instant.ofEpochMilli(TIME));
    event.setThreadName("http-nio-8080-exec-1");
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  /** Written by Log4j 2 with a pattern. */
  static String log4j(String pattern, List<Throwable> thrown) {
    return log4j(
        org.apache.logging.log4j.core.layout.PatternLayout.newBuilder().setPattern(pattern).build(),
        thrown);
  }

  /** Written by Log4j 2 with a template of JSON that it brings. */
  static String log4jJson(String template, List<Throwable> thrown) {
    return log4j(
        JsonTemplateLayout.newBuilder()
            .setConfiguration(new DefaultConfiguration())
            .setEventTemplateUri("classpath:" + template)
            .build(),
        thrown);
  }

  private static String log4j(
      org.apache.logging.log4j.core.StringLayout layout, List<Throwable> thrown) {
    StringBuilder log = new StringBuilder(layout.toSerializable(event("up", null)));
    for (Throwable each : thrown) {
      log.append(layout.toSerializable(event(MESSAGE, each)));
      log.append(layout.toSerializable(event("and on", null)));
    }
    return log.toString();
  }

  private static Log4jLogEvent event(String message, Throwable thrown) {
    return Log4jLogEvent.newBuilder()
        .setLoggerName(LOGGER)
        .setLevel(
            thrown == null
                ? org.apache.logging.log4j.Level.INFO
                : org.apache.logging.log4j.Level.ERROR)
        .setMessage(new SimpleMessage(message))
        .setThrown(thrown)
        .setThreadName("http-nio-8080-exec-1")
        .setTimeMillis(TIME)
        .build();
  }
}
