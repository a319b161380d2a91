package io.hangup.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hangup.DisconnectValve;
import io.hangup.listener.DisconnectListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.apache.catalina.Valve;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** On a factory that has of Tomcat's, in either line of Boot, what the customizer looks for. */
class ValveCustomizerTest {
  private static final ObjectProvider<DisconnectListener> NO_LISTENERS =
      new StaticListableBeanFactory().getBeanProvider(DisconnectListener.class);

  private final Tomcats tomcats = new Tomcats();

  @Test
  void takesEveryAttributeFromItsProperty() {
    customize(
        Map.of(
            "hangup.registry", "com.example.Chat",
            "hangup.keep", "STALLED",
            "hangup.application-records", "downgrade",
            "hangup.framework-loggers", "+com.acme.lib",
            "hangup.printed-traces", "false",
            "hangup.ping-interval", "25",
            "hangup.pingTimeout", "20",
            "hangup.close-forgotten", "true",
            "hangup.stop-timeout", "7"));

    assertThat(tomcats.valves)
        .singleElement()
        .extracting(
            "registry",
            "keep",
            "applicationRecords",
            "frameworkLoggers",
            "printedTraces",
            "pingInterval",
            "pingTimeout",
            "closeForgotten",
            "stopTimeout")
        .containsExactly(
            "com.example.Chat", "STALLED", "downgrade", "+com.acme.lib", false, 25, 20, true, 7);
  }

  @Test
  void takesTimesWithAUnit() {
    customize(Map.of("hangup.ping-interval", "1m", "hangup.ping-timeout", "PT20S"));

    assertThat(tomcats.valves)
        .singleElement()
        .extracting("pingInterval", "pingTimeout")
        .containsExactly(60, 20);
  }

  @Test
  void namesThePropertyThatIsMalformed() {
    assertThatThrownBy(() -> customize(Map.of("hangup.stop-timeout", "1500ms")))
        .hasStackTraceContaining("hangup.stop-timeout=[PT1.5S] must be whole seconds");
    assertThatThrownBy(() -> customize(Map.of("hangup.printed-traces", "flase")))
        .hasStackTraceContaining("hangup.printed-traces");
  }

  /** A key that is misspelt has no effect: it is warned of, and the others are taken. */
  @Test
  void warnsOfWhatItDoesNotKnow() {
    Logger logger = Logger.getLogger(ValveCustomizer.class.getName());
    List<String> warned = new ArrayList<>();
    logger.setFilter(
        record -> {
          warned.add(record.getMessage());
          return false;
        });
    try {
      customize(Map.of("hangup.ping-intervall", "25", "hangup.keep", "EOF"));
    } finally {
      logger.setFilter(null);
    }

    assertThat(tomcats.valves).singleElement().extracting("keep").isEqualTo("EOF");
    assertThat(warned).singleElement().asString().contains("hangup.ping-intervall");
  }

  @Test
  void takesTheRegistriesProperties() {
    customize(Map.of("hangup.registry-properties.limit", "7"));

    assertThat(tomcats.valves)
        .singleElement()
        .extracting("unset.ofRegistries")
        .isEqualTo(Map.of("limit", "7"));
  }

  @Test
  void leavesTheApplicationsOwnValveAlone() {
    DisconnectValve own = new DisconnectValve();
    tomcats.addEngineValves(own);

    customize(Map.of());

    assertThat(tomcats.valves).containsExactly(own);
  }

  @Test
  void leavesOtherServersAlone() {
    new ValveCustomizer(new StandardEnvironment(), NO_LISTENERS)
        .customize(new WebServerFactory() {});
  }

  private void customize(Map<String, Object> properties) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
    ConfigurationPropertySources.attach(environment);
    new ValveCustomizer(environment, NO_LISTENERS).customize(tomcats);
  }

  /** Public, as the real ones are. */
  public static final class Tomcats implements WebServerFactory {
    private final List<Valve> valves = new ArrayList<>();

    public List<Valve> getEngineValves() {
      return valves;
    }

    public void addEngineValves(Valve... added) {
      valves.addAll(List.of(added));
    }
  }
}
