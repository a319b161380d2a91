package io.hangup.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
  /** A thread keeps the protection domains, and loaders, of all that were on the stack. */
  @Test
  void keepsNoLoaderOfWhoeverCausedIt() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread[] made = new Thread[1];

    WeakReference<ClassLoader> application = startIn(new Application(), end, made);

    for (int i = 0; i < 50 && application.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(made[0].isAlive()).isTrue();
    assertThat(application.get()).isNull();
    end.countDown();
    made[0].join();
  }

  private static WeakReference<ClassLoader> startIn(
      ClassLoader application, CountDownLatch end, Thread[] made) throws Exception {
    @SuppressWarnings("unchecked")
    Supplier<Object> caller =
        (Supplier<Object>)
            application
                .loadClass(Caller.class.getName())
                .getConstructor(Supplier.class)
                .newInstance((Supplier<Thread>) () -> OwnThread.create(() -> await(end), "own"));
    made[0] = (Thread) caller.get();
    made[0].start();
    return new WeakReference<>(application);
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the stack as an application's frame. */
  public static final class Caller implements Supplier<Object> {
    private final Supplier<?> callee;

    public Caller(Supplier<?> callee) {
      this.callee = callee;
    }

    @Override
    public Object get() {
      return callee.get();
    }
  }

  /** Has a domain of its own, as a web application's has. */
  private static final class Application extends ClassLoader {
    Application() {
      super(OwnThreadTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Caller.class.getName())) {
        return super.loadClass(name, resolve);
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        CodeSource source = new CodeSource(null, (Certificate[]) null);
        ProtectionDomain domain = new ProtectionDomain(source, null, this, null);
        return defineClass(name, bytes, 0, bytes.length, domain);
      } catch (java.io.IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
