package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Setters, the README's cards and the MBean's descriptor name the same attributes. */
class AttributesTest {
  /** A card: the name, and of the row below the table's head type and default. */
  private static final Pattern CARD =
      Pattern.compile(
          "### `([\\w.]+)`\n\n\\|[^\n]*leave it \\|\n\\|[- |]+\n\\| ([^|]*) \\| ([^|]*) \\|");

  private static final String NO_SETTER = "registry.NAME";

  /** Where the default is not the empty text that a card without a mark means. */
  private static final Map<String, String> NONE = Map.of("registry", "null", "listener", "null");

  @Test
  void eachHasACardWithItsDefault() throws Exception {
    Map<String, String> cards =
        CARD.matcher(Files.readString(Path.of("README.md")))
            .results()
            .filter(card -> !card.group(1).equals(NO_SETTER))
            .collect(Collectors.toMap(card -> card.group(1), AttributesTest::standard));

    assertThat(cards).containsExactlyInAnyOrderEntriesOf(ValveAttributes.defaults());
  }

  /** {@code `5`} of {@code `5`: and why}; of words without a mark, that there is none. */
  private static String standard(MatchResult card) {
    String text = card.group(3);
    return text.startsWith("`")
        ? text.substring(1, text.indexOf('`', 1))
        : NONE.getOrDefault(card.group(1), "");
  }

  @Test
  void areInTheDescriptorAndCannotBeSetThere() throws Exception {
    List<Element> described = described();
    Map<String, Class<?>> types = new TreeMap<>();
    for (String name : ValveAttributes.defaults().keySet()) {
      types.put(name, ValveAttributes.getter(name).getReturnType());
    }

    assertThat(described).allMatch(each -> each.getAttribute("writeable").equals("false"));
    assertThat(described).allMatch(each -> !each.getAttribute("description").isBlank());
    assertThat(described)
        .filteredOn(each -> types.containsKey(each.getAttribute("name")))
        .hasSize(types.size())
        .allMatch(
            each ->
                types.get(each.getAttribute("name")).getName().equals(each.getAttribute("type")));
  }

  @Test
  void whatElseIsDescribedIsThere() throws Exception {
    for (Element each : described()) {
      assertThat(ValveAttributes.getter(each.getAttribute("name")).getReturnType().getName())
          .isEqualTo(each.getAttribute("type"));
    }
  }

  private static List<Element> described() throws Exception {
    try (InputStream in =
        AttributesTest.class.getResourceAsStream("/io/hangup/mbeans-descriptors.xml")) {
      NodeList found =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(in)
              .getElementsByTagName("attribute");
      return IntStream.range(0, found.getLength())
          .mapToObj(found::item)
          .map(Element.class::cast)
          .toList();
    }
  }
}
