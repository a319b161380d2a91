package io.hangup.it.goodbye;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A protocol of the application's own. */
public class EchoHandler implements HttpUpgradeHandler {
  private static final Logger log = Logger.getLogger(EchoHandler.class.getName());

  String way;

  @Override
  public void init(WebConnection connection) {
    try {
      ServletInputStream in = connection.getInputStream();
      ServletOutputStream out = connection.getOutputStream();
      out.print("ready");
      out.flush();
      switch (way) {
        case "read" -> in.setReadListener(new Reader(in, connection));
        case "write" -> out.setWriteListener(new Writer(out, connection));
        case "both" -> {
          in.setReadListener(new Reader(in, connection));
          out.setWriteListener(new Writer(out, connection));
        }
        case "thread" -> push(out, null);
        case "closed" -> push(out, connection);
        default -> throw new IllegalArgumentException(way);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void push(ServletOutputStream out, WebConnection closing) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int i = 0; ; i++) {
                  TimeUnit.MILLISECONDS.sleep(2);
                  if (i == 10 && closing != null) {
                    closing.close();
                  }
                  out.write(new byte[8192]);
                  out.flush();
                }
              } catch (Exception e) {
                log.log(Level.SEVERE, e.toString(), e);
              }
            },
            "push");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void destroy() {}

  private static void close(WebConnection connection) {
    try {
      connection.close();
    } catch (Exception e) {
      log.log(Level.SEVERE, "Not even closed", e);
    }
  }

  private record Reader(ServletInputStream in, WebConnection connection) implements ReadListener {
    @Override
    public void onDataAvailable() throws IOException {
      while (in.isReady() && in.read() >= 0) {}
    }

    @Override
    public void onAllDataRead() {}

    @Override
    public void onError(Throwable failure) {
      log.log(Level.SEVERE, "Told by the read listener", failure);
      close(connection);
    }
  }

  private record Writer(ServletOutputStream out, WebConnection connection)
      implements WriteListener {
    @Override
    public void onWritePossible() throws IOException {
      while (out.isReady()) {
        out.write(new byte[8192]);
      }
    }

    @Override
    public void onError(Throwable failure) {
      log.log(Level.SEVERE, "Told by the write listener", failure);
      close(connection);
    }
  }
}
