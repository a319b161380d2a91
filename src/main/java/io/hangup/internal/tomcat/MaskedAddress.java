package io.hangup.internal.tomcat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An address without what tells one customer of a network from the next: of IPv4 the last octet is
 * 0, of IPv6 the last 80 bits are.
 */
final class MaskedAddress {
  private static final int GROUPS = 8;
  private static final int KEPT = 3;

  private MaskedAddress() {}

  static String of(String address) {
    int lastDot = address.lastIndexOf('.');
    if (!address.contains(":")) {
      return lastDot < 0 ? address : address.substring(0, lastDot) + ".0";
    }
    if (lastDot >= 0) {
      // IPv4 in IPv6, as ::ffff:203.0.113.7.
      return address.substring(0, lastDot) + ".0";
    }
    String[] halves = address.replaceFirst("%.*$", "").split("::", 2);
    List<String> groups = new ArrayList<>(groups(halves[0]));
    List<String> end = halves.length > 1 ? groups(halves[1]) : List.of();
    groups.addAll(Collections.nCopies(Math.max(0, GROUPS - groups.size() - end.size()), "0"));
    groups.addAll(end);
    return String.join(":", groups.subList(0, Math.min(KEPT, groups.size()))) + "::";
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
  }
}
