package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar for Tomcat 9 knows nothing of the names that Tomcat 10 brought. */
class JavaxJarIT {
  private static final Pattern JAKARTA = Pattern.compile("jakarta[./](servlet|websocket)");
  private static final Pattern JAVAX = Pattern.compile("javax[./](servlet|websocket)");

  @Test
  void hasTheSameClassesUnderTheOldNames() throws IOException {
    Path jakarta = Path.of(System.getProperty("hangup.jar"));
    Path javax = Path.of(System.getProperty("hangup.jar.javax"));

    assertThat(entries(javax)).containsExactlyInAnyOrderElementsOf(entries(jakarta));
    assertThat(naming(javax, JAKARTA)).isEmpty();
    assertThat(naming(javax, JAVAX)).isEqualTo(naming(jakarta, JAKARTA)).isNotEmpty();
  }

  /** They are one for every Tomcat. */
  @ParameterizedTest
  @ValueSource(strings = {"logback", "log4j2"})
  void theAdaptersNameNeither(String library) throws IOException {
    Path adapter =
        Path.of(System.getProperty("hangup.jar").replace(".jar", "-" + library + ".jar"));

    assertThat(entries(adapter)).isNotEmpty();
    assertThat(naming(adapter, JAKARTA)).isEmpty();
    assertThat(naming(adapter, JAVAX)).isEmpty();
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).filter(name -> !name.endsWith("/")).toList();
    }
  }

  /** The entries that have a name of that kind in them: a reference, or a string. */
  private static List<String> naming(Path jar, Pattern names) throws IOException {
    List<String> found = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      Enumeration<JarEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        try (InputStream in = file.getInputStream(entry)) {
          String content = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          if (names.matcher(content).find()) {
            found.add(entry.getName());
          }
        }
      }
    }
    found.sort(null);
    return found;
  }
}
