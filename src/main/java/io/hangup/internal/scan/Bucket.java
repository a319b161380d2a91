package io.hangup.internal.scan;

/** What a record with a stack trace is. */
public enum Bucket {
  /** A running Valve would withhold it, or its trace. */
  HANG_UP("hang-ups"),

  /** It would stay, to the byte. */
  REAL_ERROR("real errors"),

  /** Its text does not say. */
  CANNOT_TELL("cannot tell");

  private final String title;

  Bucket(String title) {
    this.title = title;
  }

  /** In words. */
  public String title() {
    return title;
  }
}
