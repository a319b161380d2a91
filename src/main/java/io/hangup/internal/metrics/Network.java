package io.hangup.internal.metrics;

import org.jspecify.annotations.Nullable;

/** The network that a peer is in: /24 of IPv4 and /56 of IPv6, which are what one customer has. */
final class Network {
  private static final int IPV6_GROUPS = 8;
  private static final int HEX = 16;

  private Network() {}

  /**
   * The network of a peer.
   *
   * @param peer as {@code 203.0.113.7:51514}, {@code [2001:db8::1]:443} or {@code 2001:db8::1:443},
   *     perhaps with {@code via} and a proxy after it
   */
  static String of(@Nullable String peer) {
    if (peer == null || peer.isEmpty()) {
      return Names.UNKNOWN;
    }
    String first = peer.split(" ", 2)[0];
    int dots = first.length() - first.replace(".", "").length();
    if (dots == 3 && first.indexOf(':') == first.lastIndexOf(':')) {
      return first.substring(0, first.lastIndexOf('.')) + ".0/24";
    }
    return first.contains(":") ? ofIpv6(first) : Names.UNKNOWN;
  }

  /** The first 56 bits, of what may be shortened and have a port at its end. */
  private static String ofIpv6(String peer) {
    String address = peer.replace("[", "").replaceFirst("\\].*$", "").replaceFirst("%.*$", "");
    String[] halves = address.split("::", 2);
    String[] head = halves[0].isEmpty() ? new String[0] : halves[0].split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int group = i < head.length && i < IPV6_GROUPS ? parse(head[i]) : 0;
      if (group < 0) {
        return Names.UNKNOWN;
      }
      network.append(Integer.toString(i == 3 ? group & 0xff00 : group, HEX)).append(':');
    }
    return network.append(":/56").toString();
  }

  private static int parse(String group) {
    try {
      return Integer.parseInt(group, HEX);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
