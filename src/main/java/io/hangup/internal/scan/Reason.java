package io.hangup.internal.scan;

/** Why a record is in its bucket. */
public enum Reason {
  DISCONNECT(Bucket.HANG_UP, "a client's connection failed, and nothing else"),
  OWN_WORDS(
      Bucket.HANG_UP,
      "a client's connection failed, and the application says something of its own: the message"
          + " would stay, without the stack trace"),

  OTHER(Bucket.REAL_ERROR, "it comes from somewhere else than a client's connection"),
  LOOK_ALIKE(Bucket.REAL_ERROR, "it looks like a hang-up, and is another connection's"),
  COMPANY(Bucket.REAL_ERROR, "a client hung up, and something else failed as well"),
  CLIENT_THERE(Bucket.REAL_ERROR, "a request's body did not come, and its client may be there"),
  END_OF_THREAD(Bucket.REAL_ERROR, "a thread has ended with it"),
  CIRCULAR(Bucket.REAL_ERROR, "its causes go round in a circle"),

  CUT(Bucket.CANNOT_TELL, "frames are cut off: have the pattern log whole stack traces"),
  NO_FRAMES(Bucket.CANNOT_TELL, "there are no frames: have the pattern log stack traces"),
  NO_CAUSES(Bucket.CANNOT_TELL, "this format leaves causes out"),
  UNREADABLE(Bucket.CANNOT_TELL, "it cannot be read to its end"),
  AMBIGUOUS(Bucket.CANNOT_TELL, "several lines may be its first one"),
  TOO_LONG(Bucket.CANNOT_TELL, "it is longer than 1 MB"),
  FOLLOWS(
      Bucket.CANNOT_TELL, "only a running Valve knows whether it follows from a client's hang-up"),
  STREAM(Bucket.CANNOT_TELL, "only a running Valve knows why this stream of HTTP/2 has ended"),
  RECORDED(
      Bucket.CANNOT_TELL,
      "only a running Valve knows whose connection it was: all frames are the JDK's");

  private final Bucket bucket;
  private final String text;

  Reason(Bucket bucket, String text) {
    this.bucket = bucket;
    this.text = text;
  }

  public Bucket bucket() {
    return bucket;
  }

  /** In words. */
  public String text() {
    return text;
  }
}
