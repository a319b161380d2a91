package io.hangup.matrix.real;

import static io.hangup.matrix.real.Manner.CLOSES;
import static io.hangup.matrix.real.Manner.CLOSES_AT_ONCE;
import static io.hangup.matrix.real.Manner.CLOSES_IN_BODY;
import static io.hangup.matrix.real.Manner.CLOSES_WEBSOCKET;
import static io.hangup.matrix.real.Manner.IS_SILENT;
import static io.hangup.matrix.real.Manner.RESETS;
import static io.hangup.matrix.real.Manner.RESETS_AT_ONCE;
import static io.hangup.matrix.real.Manner.RESETS_IN_BODY;
import static io.hangup.matrix.real.Manner.RESETS_WEBSOCKET;

/** Every real error of the application's, and how its backend brings it about. */
public enum RealError {
  SOCKET_RESET(RESETS, SocketCalls::read),
  SOCKET_RESET_ON_WRITE(RESETS, SocketCalls::write),
  SOCKET_EOF(CLOSES, SocketCalls::readInt),
  SOCKET_TIMEOUT(IS_SILENT, SocketCalls::timeOut),
  TLS_SOCKET_RESET(RESETS, SocketCalls::handshake),
  TLS_SOCKET_EOF(CLOSES, SocketCalls::handshake),

  CHANNEL_RESET(RESETS, ChannelCalls::read),
  CHANNEL_RESET_ON_WRITE(RESETS, ChannelCalls::write),
  CHANNEL_TIMEOUT(IS_SILENT, ChannelCalls::timeOut),
  CHANNEL_CLOSED(RESETS, ChannelCalls::readClosed),
  ASYNC_CHANNEL_RESET(RESETS, ChannelCalls::readLater),
  ASYNC_CHANNEL_RESET_IN_FUTURE(RESETS, ChannelCalls::readFuture),
  ASYNC_CHANNEL_RESET_ON_WRITE(RESETS, ChannelCalls::writeLater),
  ASYNC_CHANNEL_TIMEOUT(IS_SILENT, ChannelCalls::timeOutLater),
  ASYNC_CHANNEL_CLOSED(RESETS, ChannelCalls::closeMeanwhile),

  HTTP_CLIENT_RESET(RESETS, HttpCalls::send),
  HTTP_CLIENT_EOF(CLOSES, HttpCalls::send),
  HTTP_CLIENT_TIMEOUT(IS_SILENT, HttpCalls::timeOut),
  HTTP_CLIENT_RESET_IN_BODY(RESETS_IN_BODY, HttpCalls::send),
  HTTP_CLIENT_EOF_IN_BODY(CLOSES_IN_BODY, HttpCalls::send),
  URL_CONNECTION_RESET(RESETS, HttpCalls::open),
  URL_CONNECTION_RESET_IN_BODY(RESETS_IN_BODY, HttpCalls::open),
  PROXY_RESET(RESETS_IN_BODY, HttpCalls::proxy, true),

  POSTGRESQL_RESET(RESETS, DatabaseCalls::postgresql),
  POSTGRESQL_EOF(CLOSES, DatabaseCalls::postgresql),
  POSTGRESQL_CAUSE(RESETS, DatabaseCalls::postgresqlCause),
  MYSQL_RESET(RESETS_AT_ONCE, DatabaseCalls::mysql),
  MYSQL_EOF(CLOSES_AT_ONCE, DatabaseCalls::mysql),
  MYSQL_CAUSE(RESETS_AT_ONCE, DatabaseCalls::mysqlCause),
  REDIS_RESET(RESETS, DatabaseCalls::redis),
  REDIS_EOF(CLOSES, DatabaseCalls::redis),
  REDIS_TIMEOUT(IS_SILENT, DatabaseCalls::redisTimeOut),
  REDIS_CAUSE(RESETS, DatabaseCalls::redisCause),

  WEBSOCKET_CLIENT_REFUSED(RESETS, WebSocketCalls::connect),
  WEBSOCKET_CLIENT_RESET(RESETS_WEBSOCKET, WebSocketCalls::awaitError),
  WEBSOCKET_CLIENT_EOF(CLOSES_WEBSOCKET, WebSocketCalls::awaitError),
  WEBSOCKET_CLIENT_CLOSED(RESETS_WEBSOCKET, WebSocketCalls::sendLate),
  WEBSOCKET_CLIENT_WITHOUT_ON_ERROR(RESETS_WEBSOCKET, WebSocketCalls::annotated),

  MADE_BROKEN_PIPE(OwnMistakes::brokenPipe),
  MADE_RESET(OwnMistakes::reset),
  MADE_EOF(OwnMistakes::eof),
  MADE_TIMEOUT(OwnMistakes::timeout),
  MADE_CLOSED(OwnMistakes::closed),
  MADE_OF_ITS_OWN_TYPE(OwnMistakes::ownType),
  GSON_EOF(OwnMistakes::gson),
  GSON_CUT_SHORT(OwnMistakes::gsonCutShort),
  NULL_POINTER(OwnMistakes::nullPointer),
  INTERRUPTED(OwnMistakes::interrupted),
  STREAM_CLOSED_ITSELF(IS_SILENT, OwnMistakes::readClosedStream, true),
  READER_CLOSED_ITSELF(IS_SILENT, OwnMistakes::readClosedReader, true),
  WRITTEN_AFTER_CLOSE(IS_SILENT, OwnMistakes::writeClosed, true),
  LONGER_THAN_DECLARED(IS_SILENT, OwnMistakes::writeMoreThanDeclared, true),
  BAD_CHUNK(IS_SILENT, OwnMistakes::readBody, true);

  private final Manner manner;

  /** Stateless. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Attempt attempt;

  private final boolean request;

  RealError(Attempt attempt) {
    this(IS_SILENT, attempt, false);
  }

  RealError(Manner manner, Attempt attempt) {
    this(manner, attempt, false);
  }

  RealError(Manner manner, Attempt attempt, boolean request) {
    this.manner = manner;
    this.attempt = attempt;
    this.request = request;
  }

  /** What the backend is to do. */
  public Manner manner() {
    return manner;
  }

  /** Whether there is no such error but in a request. */
  public boolean needsRequest() {
    return request;
  }

  /** Fails, and returns what it failed with. */
  Throwable fail(Order order) {
    try {
      attempt.run(order);
    } catch (Exception e) {
      return e;
    }
    return new IllegalStateException("DID NOT FAIL: " + this);
  }
}
