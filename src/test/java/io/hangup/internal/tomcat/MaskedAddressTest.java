package io.hangup.internal.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.0",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::",
    "2001:db8::1, 2001:db8:0::",
    "::1, 0:0:0::",
    "fe80::1%eth0, fe80:0:0::",
    "::ffff:203.0.113.7, ::ffff:203.0.113.0",
    "localhost, localhost",
  })
  void leavesOutWhatTellsCustomersApart(String address, String masked) {
    assertThat(MaskedAddress.of(address)).isEqualTo(masked);
  }
}
