package io.hangup.matrix;

import io.hangup.fixture.Jdk;
import io.hangup.fixture.Needs;
import io.hangup.fixture.Platform;
import io.hangup.fixture.TomcatDistribution;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Tomcat, what it runs on, and the language that it and its system speak.
 *
 * @param locale such as {@code de_DE.UTF-8}
 */
record Run(String version, Platform platform, String locale) {
  private static final Pattern CHOSEN = Pattern.compile(System.getProperty("hangup.runs", ""));
  private static final String ENGLISH = "C.UTF-8";

  private static final Map<String, String> LANGUAGES =
      Map.of(ENGLISH, "English", "zh_CN.UTF-8", "Chinese", "de_DE.UTF-8", "German");

  private static final Map<Platform, String> PLATFORMS =
      Map.of(
          Platform.VIRTUAL_THREADS, "virtual threads",
          Platform.OPENSSL, "OpenSSL",
          Platform.APR, "APR");

  /** Every Tomcat, and what else there is to run one on; {@code hangup.runs} chooses. */
  static Stream<Run> everywhere() {
    return onEveryPlatform().filter(Run::isChosen);
  }

  /** Everywhere, and the newest Tomcat in other languages as well; {@code hangup.runs} chooses. */
  static Stream<Run> inEveryLanguage() {
    return all().filter(Run::isChosen);
  }

  /** The newest Tomcat alone, on the JDK of the tests; {@code hangup.runs} chooses. */
  static Stream<Run> onOneTomcat() {
    return Stream.of(new Run(Platform.STANDARD.tomcat(), Platform.STANDARD, ENGLISH))
        .filter(Run::isChosen);
  }

  /** All that the full matrix has, on whatever machine. */
  static Stream<Run> all() {
    Stream<Run> translated =
        Stream.of("zh_CN.UTF-8", "de_DE.UTF-8")
            .map(locale -> new Run(Platform.STANDARD.tomcat(), Platform.STANDARD, locale));
    return Stream.concat(onEveryPlatform(), translated);
  }

  private static Stream<Run> onEveryPlatform() {
    return Stream.concat(
        TomcatDistribution.mainVersions()
            .map(version -> new Run(version, Platform.STANDARD, ENGLISH)),
        Stream.of(Platform.VIRTUAL_THREADS, Platform.OPENSSL, Platform.APR)
            .map(platform -> new Run(platform.tomcat(), platform, ENGLISH)));
  }

  private boolean isChosen() {
    return CHOSEN.matcher(toString()).find();
  }

  /** Skips the test where this machine lacks something for it. */
  void assumePossible() throws IOException {
    platform.assumeAvailable();
    Needs.that(TomcatDistribution.hasLocale(locale), locale + " is missing: see .ci/run");
  }

  /**
   * Whether the Valve has no attributes, and so leaves the application its own words, shortened; on
   * the others it leaves nothing.
   */
  boolean isWithDefaults() {
    return platform == Platform.STANDARD && locale.equals(ENGLISH) && !isNewest();
  }

  private boolean isNewest() {
    return version.equals(Platform.STANDARD.tomcat());
  }

  /** The name of its files. */
  String file() {
    return version
        + "-"
        + platform.name().toLowerCase(Locale.ROOT)
        + "-"
        + locale.substring(0, locale.indexOf('.'));
  }

  /** Its name in the README. */
  @Override
  public String toString() {
    String where = PLATFORMS.containsKey(platform) ? ", " + PLATFORMS.get(platform) : "";
    String java = platform.jdk().map(Jdk::toString).orElse("no JDK");
    return version + where + ", " + java + ", " + LANGUAGES.get(locale);
  }
}
