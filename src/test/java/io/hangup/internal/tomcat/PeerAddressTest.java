package io.hangup.internal.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeerAddressTest {
  @Test
  void readsAsItsText() {
    CharSequence peer = new PeerAddress("203.0.113.7", 51514);

    assertThat(peer).hasToString("203.0.113.7:51514").hasSize(17);
    assertThat(peer.charAt(0)).isEqualTo('2');
    assertThat(peer.subSequence(12, 17)).hasToString("51514");
    assertThat(Peer.text(peer)).isEqualTo("203.0.113.7:51514");
    assertThat(Peer.text(null)).isNull();
  }
}
