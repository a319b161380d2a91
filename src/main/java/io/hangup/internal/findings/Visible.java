package io.hangup.internal.findings;

/** What a log has in it was chosen by others: no byte of it may steer a terminal. */
final class Visible {
  private Visible() {}

  static String line(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              boolean hidden =
                  each != '\t'
                      && (Character.isISOControl(each)
                          || Character.getType(each) == Character.FORMAT);
              if (hidden) {
                shown.append(String.format("\\u%04x", each));
              } else {
                shown.appendCodePoint(each);
              }
            });
    return shown.toString();
  }
}
