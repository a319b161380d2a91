package io.hangup.internal.scan;

import io.hangup.internal.findings.Findings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;

/** Throwables as servers have them, and what a scan of a log says. */
final class Samples {
  private Samples() {}

  /** What a client leaves behind in a servlet that writes to it. */
  static Throwable hangUp() {
    IOException reset = new IOException("Connection reset by peer");
    reset.setStackTrace(
        frames(
            "sun.nio.ch.FileDispatcherImpl.write0",
            "sun.nio.ch.SocketDispatcher.write",
            "sun.nio.ch.SocketChannelImpl.write",
            "org.apache.tomcat.util.net.NioChannel.write",
            "org.apache.tomcat.util.net.NioEndpoint$NioSocketWrapper.doWrite",
            "org.apache.coyote.http11.Http11OutputBuffer$SocketOutputBuffer.flush",
            "org.apache.catalina.connector.OutputBuffer.realWriteBytes",
            "com.example.Orders.doGet",
            "org.apache.catalina.core.StandardWrapperValve.invoke",
            "java.lang.Thread.run"));
    ClientAbortException abort = new ClientAbortException(reset);
    abort.setStackTrace(
        frames(
            "org.apache.catalina.connector.OutputBuffer.realWriteBytes",
            "com.example.Orders.doGet",
            "org.apache.catalina.core.StandardWrapperValve.invoke",
            "java.lang.Thread.run"));
    return abort;
  }

  /** The same words, of a database. */
  static Throwable realError() {
    SocketException reset = new SocketException("Connection reset");
    reset.setStackTrace(
        frames(
            "sun.nio.ch.NioSocketImpl.implRead",
            "java.net.Socket$SocketInputStream.read",
            "redis.clients.jedis.util.RedisInputStream.ensureFill",
            "com.example.Orders.load",
            "org.apache.catalina.core.StandardWrapperValve.invoke",
            "java.lang.Thread.run"));
    IllegalStateException wrapped = new IllegalStateException("no orders\nat all", reset);
    wrapped.setStackTrace(
        frames(
            "com.example.Orders.load",
            "org.apache.catalina.core.StandardWrapperValve.invoke",
            "java.lang.Thread.run"));
    wrapped.addSuppressed(new IllegalArgumentException("and this"));
    return wrapped;
  }

  private static StackTraceElement[] frames(String... methods) {
    return Stream.of(methods)
        .map(
            method -> {
              int dot = method.lastIndexOf('.');
              String type = method.substring(0, dot);
              boolean isJdks = type.startsWith("java.") || type.startsWith("sun.");
              return new StackTraceElement(
                  isJdks ? null : "app",
                  isJdks ? "java.base" : null,
                  isJdks ? "17.0.15" : null,
                  type,
                  method.substring(dot + 1),
                  "Source.java",
                  method.endsWith("0") ? -2 : 42);
            })
        .toArray(StackTraceElement[]::new);
  }

  static Findings scan(String log) throws IOException {
    return scan(log.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static Findings scan(byte[] log, Charset charset) throws IOException {
    Findings findings = new Findings();
    findings.add(
        "log", new LogScanner(charset, findings::add, null).scan(new ByteArrayInputStream(log)));
    return findings;
  }

  /** How many records of each bucket there are. */
  static List<Long> counts(Findings findings) {
    return Stream.of(Bucket.values()).map(each -> findings.of(each).records()).toList();
  }

  /** What is left of a log without its hang-ups. */
  static String clean(String log) throws IOException {
    ByteArrayOutputStream left = new ByteArrayOutputStream();
    new LogScanner(StandardCharsets.UTF_8, record -> {}, left)
        .scan(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    return left.toString(StandardCharsets.UTF_8);
  }
}
