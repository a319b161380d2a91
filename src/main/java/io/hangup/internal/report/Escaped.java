package io.hangup.internal.report;

/** What a client may have chosen, in a line of a log. */
public final class Escaped {
  /** What could end a field, or hide that it has ended. */
  static final String FIELD_ENDS = "[]\\";

  private static final int MAX_FIELD = 120;

  private Escaped() {}

  /** {@code value} in a field of a line, cut where it is long. */
  public static String field(String value) {
    StringBuilder field = new StringBuilder();
    append(field, value, FIELD_ENDS, MAX_FIELD);
    return field.toString();
  }

  /** What could forge a line, drive a terminal or turn the text around becomes {@code \\uXXXX}. */
  static void append(StringBuilder line, String value, String also, int most) {
    int end = Math.min(value.length(), most);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      boolean isPair =
          Character.isHighSurrogate(c)
              && i + 1 < end
              && Character.isLowSurrogate(value.charAt(i + 1));
      if (isPair) {
        line.append(c).append(value.charAt(++i));
      } else if (isDangerous(c) || also.indexOf(c) >= 0) {
        appendUnicode(line, c);
      } else {
        line.append(c);
      }
    }
    if (end < value.length()) {
      line.append("...");
    }
  }

  private static void appendUnicode(StringBuilder line, char c) {
    line.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      line.append(Character.forDigit((c >> shift) & 0xf, 16));
    }
  }

  /** Controls, line ends, marks that change the direction of text, and halves of characters. */
  private static boolean isDangerous(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
