package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README and the pages of its surfaces show compiles as it stands, and its two languages
 * say the same.
 */
class ReadmeTest {
  private static final Path ENGLISH = Path.of("README.md");
  private static final Path CHINESE = Path.of("README.zh.md");
  private static final Pattern FENCED = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS_NAME = Pattern.compile("public class (\\w+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+) ");
  private static final Pattern ATTRIBUTE = Pattern.compile("(?m)^### (`[\\w.]+`)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern KIND = Pattern.compile("(?m)^\\| `([A-Z_]{3,})` \\|");

  @TempDir Path output;

  @Test
  void itsClassesCompileTogether() throws IOException {
    List<Source> sources =
        Stream.concat(Stream.of(ENGLISH), pages())
            .flatMap(ReadmeTest::fenced)
            .filter(block -> block.startsWith("```java\n"))
            .map(Source::new)
            .toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            output.toString(),
            "-classpath",
            System.getProperty("java.class.path") + File.pathSeparator + "target/classes");

    boolean compiled = compiler.getTask(said, null, null, options, null, sources).call();

    assertThat(compiled).as(said.toString()).isTrue();
    assertThat(sources).hasSizeGreaterThanOrEqualTo(5);
  }

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs/operating"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  /** Each page is there for whoever reads the README, and links to what is there. */
  @Test
  void everyPageIsInTheTableAndLinksToWhatIsThere() throws IOException {
    String readme = Files.readString(ENGLISH);
    for (Path page : pages().toList()) {
      assertThat(readme).contains("](" + page + ")");
      for (String link : found(LINK, page)) {
        assertThat(page.resolveSibling(link)).exists();
      }
    }
  }

  /** A comment may be in another language, and what is shown of a log is what it is. */
  @Test
  void theChineseOneShowsTheSame() throws IOException {
    assertThat(fenced(CHINESE)).containsExactlyElementsOf(fenced(ENGLISH).toList());
  }

  @Test
  void theChineseOneHasTheSameHeadingsAttributesAndKinds() throws IOException {
    assertThat(found(HEADING, CHINESE)).isEqualTo(found(HEADING, ENGLISH));
    assertThat(found(ATTRIBUTE, CHINESE)).isEqualTo(found(ATTRIBUTE, ENGLISH)).isNotEmpty();
    assertThat(found(KIND, CHINESE)).isEqualTo(found(KIND, ENGLISH)).isNotEmpty();
    assertThat(rows(CHINESE)).isEqualTo(rows(ENGLISH));
  }

  /** How many rows each table has, in their order. */
  private static List<Integer> rows(Path file) throws IOException {
    return Pattern.compile("(?m)(^\\|.*\n)+")
        .matcher(prose(file))
        .results()
        .map(table -> (int) table.group().lines().count())
        .toList();
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(prose(file)).results().map(match -> match.group(1)).toList();
  }

  private static String prose(Path file) throws IOException {
    return FENCED.matcher(Files.readString(file)).replaceAll("");
  }

  private static Stream<String> fenced(Path file) {
    try {
      return FENCED.matcher(Files.readString(file)).results().map(MatchResult::group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String block) {
      super(
          URI.create("string:///com/example/" + name(block) + ".java"), JavaFileObject.Kind.SOURCE);
      code = block.replace("```java\n", "").replace("```", "");
    }

    private static String name(String block) {
      Matcher type = CLASS_NAME.matcher(block);
      assertThat(type.find()).as(block).isTrue();
      return type.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
