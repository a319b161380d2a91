package io.hangup.internal.classify;

/** What {@link OriginTable} says of a failure. */
enum OriginVerdict {
  /** It was created in code of the table, which does nothing but serve clients. */
  CREATED,
  /** It is no hang-up, whoever recorded it. */
  EXCLUDED,
  NOTHING
}
