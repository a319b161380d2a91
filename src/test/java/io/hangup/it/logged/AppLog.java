package io.hangup.it.logged;

import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/** The library in {@code WEB-INF/lib}: Logback, through SLF4J, or Log4j. */
interface AppLog {
  void error(String text);

  void error(String text, Object one, Object other);

  void error(String text, Throwable failure);

  /** With the throwable as the last of the parameters. */
  void error(String text, Object parameter, Throwable failure);

  static AppLog of(Class<?> type) {
    try {
      Class.forName("ch.qos.logback.classic.Logger");
      return new Slf4j(LoggerFactory.getLogger(type));
    } catch (ClassNotFoundException e) {
      return new Log4j(LogManager.getLogger(type));
    }
  }

  /** SLF4J's. */
  record Slf4j(org.slf4j.Logger log) implements AppLog {
    @Override
    public void error(String text) {
      log.error(text);
    }

    @Override
    public void error(String text, Object one, Object other) {
      log.error(text, one, other);
    }

    @Override
    public void error(String text, Throwable failure) {
      log.error(text, failure);
    }

    @Override
    public void error(String text, Object parameter, Throwable failure) {
      log.error(text, parameter, failure);
    }
  }

  /** Log4j's. */
  record Log4j(org.apache.logging.log4j.Logger log) implements AppLog {
    @Override
    public void error(String text) {
      log.error(text);
    }

    @Override
    public void error(String text, Object one, Object other) {
      log.error(text, one, other);
    }

    @Override
    public void error(String text, Throwable failure) {
      log.error(text, failure);
    }

    @Override
    public void error(String text, Object parameter, Throwable failure) {
      log.error(text, parameter, failure);
    }
  }
}
