package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** What is said of a jar, or of a Java, that is not the right one. */
class RightJarTest {
  private static final int JAVA_8 = 52;
  private static final int MAJOR_VERSION = 6;

  @Test
  void saysNothingWhereAllIsRight() {
    assertThat(RightJar.fault("17", true)).isNull();
    assertThat(RightJar.fault("25", true)).isNull();
    assertThat(RightJar.fault(null, true)).isNull();
    assertThat(RightJar.fault("a word", true)).isNull();
  }

  @Test
  void namesTheJavaThatIsTooOld() {
    for (String old : new String[] {"1.8", "9", "11", "16"}) {
      assertThat(RightJar.fault(old, true)).contains("Java 17 or newer", "[" + old + "]");
    }
  }

  /** Here, these classes are in no jar: in one, its own name is said. */
  @Test
  void namesTheJarOfTheOtherLine() {
    assertThat(RightJar.fault("17", false))
        .contains("made for Tomcat 10.1 and 11", "put [tomcat-hangup-VERSION-javax.jar]");
  }

  /** A JVM that reads no class of a newer Java than 8 comes as far as the message. */
  @Test
  void isAskedByClassesThatAnOldJavaCanRead() throws Exception {
    Class<?> valve = new OldJava().loadClass(DisconnectValve.class.getName());
    String java = System.setProperty("java.specification.version", "1.8");
    try {
      assertThatThrownBy(() -> valve.getConstructor().newInstance())
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .rootCause()
          .hasMessageContaining("[1.8]");
    } finally {
      System.setProperty("java.specification.version", java);
    }
  }

  /** Reads Hangup's classes as that would; the others are Tomcat's, which has those of its time. */
  private static final class OldJava extends ClassLoader {
    OldJava() {
      super(RightJarTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.hangup.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? read(name) : known;
    }

    private Class<?> read(String name) {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = RightJarTest.class.getClassLoader().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        if ((bytes[MAJOR_VERSION] << 8 | bytes[MAJOR_VERSION + 1]) > JAVA_8) {
          throw new UnsupportedClassVersionError(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
