package io.hangup.internal.tomcat;

/**
 * An address and a port, of which each session that lives keeps one: its text is made when asked.
 */
record PeerAddress(String address, int port) implements CharSequence {
  @Override
  public int length() {
    return toString().length();
  }

  @Override
  public char charAt(int index) {
    return toString().charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().subSequence(start, end);
  }

  @Override
  public String toString() {
    return address + ":" + port;
  }
}
