package io.hangup.matrix;

import java.util.List;

/** Rows of the matrix. */
final class Http1Rows {
  private Http1Rows() {}

  static List<Row> all() {
    return List.of();
  }
}
