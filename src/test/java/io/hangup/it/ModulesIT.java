package io.hangup.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jars on a module path: each is a module, and no two have a package in common. */
class ModulesIT {
  private static final Set<String> NAMES =
      Set.of("io.hangup", "io.hangup.logback", "io.hangup.log4j2");

  @Test
  void canBeOnOneModulePath() {
    String jar = System.getProperty("hangup.jar");
    ModuleFinder jars =
        ModuleFinder.of(
            Path.of(jar),
            Path.of(jar.replace(".jar", "-logback.jar")),
            Path.of(jar.replace(".jar", "-log4j2.jar")));

    Configuration resolved =
        ModuleLayer.boot().configuration().resolve(jars, ModuleFinder.of(), NAMES);

    assertThat(
            jars.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(descriptor -> descriptor.name())
                .collect(Collectors.toSet()))
        .isEqualTo(NAMES);
    assertThat(NAMES).allMatch(name -> resolved.findModule(name).isPresent());
  }
}
