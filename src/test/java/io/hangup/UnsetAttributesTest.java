package io.hangup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.juli.logging.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of attributes that no setter takes. */
class UnsetAttributesTest {
  private final UnsetAttributes unset = new UnsetAttributes();

  @Test
  void readsFlagsAsXmlHasThem() throws Exception {
    assertThat(unset.flag("printedTraces", " FALSE ", true)).isFalse();
    assertThat(unset.flag("printedTraces", "true", false)).isTrue();
    unset.checkFlags();
  }

  @Test
  void refusesAFlagThatIsNone() {
    assertThat(unset.flag("printedTraces", "yes", true)).isTrue();

    assertThatThrownBy(unset::checkFlags)
        .isInstanceOf(LifecycleException.class)
        .hasMessageContaining("printedTraces=[yes] must be true or false");
  }

  /** The last one counts, as with every attribute. */
  @Test
  void takesAFlagThatWasCorrected() throws Exception {
    unset.flag("printedTraces", "yes", true);
    unset.flag("printedTraces", "true", true);

    unset.checkFlags();
  }

  @Test
  void refusesSecondsThatAreNoNumber() throws Exception {
    assertThat(unset.seconds("stopTimeout", 5)).isEqualTo(Duration.ofSeconds(5));
    unset.take("stopTimeout", "soon");

    assertThatThrownBy(() -> unset.seconds("stopTimeout", 5))
        .hasMessageContaining("stopTimeout=[soon] must be a number of seconds");
  }

  @Test
  void keepsTheRegistriesProperties() throws Exception {
    assertThat(unset.take("registry.fields", "a.B.C")).isTrue();

    assertThat(unset.ofRegistries(List.of("a.Registry"))).isEqualTo(Map.of("fields", "a.B.C"));
    assertThatThrownBy(() -> unset.ofRegistries(List.of()))
        .hasMessageContaining("registry.fields=[a.B.C] has no effect without a registry");
  }

  @ParameterizedTest
  @CsvSource({
    "regsitry, did you mean registry?",
    "Keep, did you mean keep?",
    "pingintervall, did you mean pingInterval?",
    "printedTrace, did you mean printedTraces?",
    "registy.fields, did you mean registry.fields?",
    "colour, 'the attributes are [applicationRecords, closeForgotten, '",
    "k, 'the attributes are ['",
  })
  void saysWhichWasMeant(String name, String remedy) {
    Log log = mock(Log.class);

    assertThat(unset.take(name, "x")).isFalse();
    UnsetAttributes.warnOfUnknown(DisconnectValve.class, name, "x", log);

    verify(log)
        .warn(contains("attribute " + name + "=[x] is unknown and has no effect: " + remedy));
  }
}
