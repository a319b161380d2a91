package io.hangup.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import io.hangup.ValveAttributes;
import io.hangup.disconnect.Kind;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

/** The configuration metadata says of the Valve's attributes what the Valve says. */
class MetadataTest {
  /** What is no setter of the Valve's: Boot's switches, and {@code registry.NAME}. */
  private static final Set<String> OTHERS =
      Set.of("hangup.enabled", "hangup.endpoint-tag", "hangup.registry-properties");

  private final Metadata metadata = read();

  @Test
  void namesEveryAttributeWithItsDefault() throws Exception {
    Map<String, String> defaults = new LinkedHashMap<>();
    ValveAttributes.defaults()
        .forEach((name, value) -> defaults.put("hangup." + kebab(name), value));

    assertThat(
            metadata.properties.stream()
                .filter(property -> property.name.startsWith("hangup."))
                .filter(property -> !OTHERS.contains(property.name))
                .collect(Collectors.toMap(property -> property.name, Property::writtenDefault)))
        .containsExactlyInAnyOrderEntriesOf(defaults);
    assertThat(metadata.properties).extracting(property -> property.name).containsAll(OTHERS);
    assertThat(metadata.properties).allMatch(property -> property.description.endsWith("."));
  }

  @Test
  void offersEveryKindToKeep() {
    assertThat(metadata.hints)
        .filteredOn(hint -> hint.name.equals("hangup.keep"))
        .singleElement()
        .extracting(hint -> hint.values, list(Value.class))
        .extracting(value -> value.value)
        .containsExactlyElementsOf(Arrays.stream(Kind.values()).map(Kind::name).toList());
  }

  /** {@code ping-interval} of {@code pingInterval}. */
  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Metadata read() {
    Reader json =
        new InputStreamReader(
            MetadataTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"),
            StandardCharsets.UTF_8);
    return new Gson().fromJson(json, Metadata.class);
  }

  private static final class Metadata {
    private List<Property> properties;
    private List<Hint> hints;
  }

  private static final class Property {
    private String name;
    private String description;
    private JsonPrimitive defaultValue;

    private String writtenDefault() {
      String text = defaultValue == null ? "null" : defaultValue.getAsString();
      return text.matches("\\d+[smh]")
          ? Long.toString(DurationStyle.detectAndParse(text).toSeconds())
          : text;
    }
  }

  private static final class Hint {
    private String name;
    private List<Value> values;
  }

  private static final class Value {
    private String value;
  }
}
