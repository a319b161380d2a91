package io.hangup.internal.classify;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@link FollowUps}: failures of {@code type} that {@code creator} throws.
 *
 * @param methods the methods of {@code creator} that throw it; null: all of them
 * @param scope what the failure is about
 */
record FollowUpRow(String type, String creator, @Nullable Set<String> methods, Scope scope) {

  /** What a failure is about. */
  enum Scope {
    /** A request or its response. */
    REQUEST,
    /** The objects of a request that is over. */
    ENDED_REQUEST,
    /** A WebSocket session. */
    SESSION,
    /** The connection below either. */
    CONNECTION
  }

  static FollowUpRow of(String type, String creator) {
    return new FollowUpRow(type, creator, null, Scope.REQUEST);
  }

  static FollowUpRow http(String creator, @Nullable Set<String> methods) {
    return new FollowUpRow(IoTypes.STATE, creator, methods, Scope.REQUEST);
  }

  static FollowUpRow ended(String type, String creator, @Nullable Set<String> methods) {
    return new FollowUpRow(type, creator, methods, Scope.ENDED_REQUEST);
  }

  static FollowUpRow webSocket(String creator, String method) {
    return new FollowUpRow(IoTypes.STATE, creator, Set.of(method), Scope.SESSION);
  }

  static FollowUpRow connection(String type, String creator) {
    return new FollowUpRow(type, creator, null, Scope.CONNECTION);
  }

  boolean fits(String failure, StackTraceElement frame) {
    return type.equals(failure)
        && creator.equals(frame.getClassName())
        && (methods == null || methods.contains(frame.getMethodName()));
  }
}
