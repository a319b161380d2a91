package io.hangup.internal.websocket;

import io.hangup.internal.jvm.OwnFailures;
import io.hangup.internal.tomcat.TomcatMember;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.tomcat.websocket.MessagePart;
import org.apache.tomcat.websocket.Transformation;
import org.apache.tomcat.websocket.TransformationResult;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;

/**
 * When one session's frames were read and written that are none of our pings, nor answers to them.
 * Tomcat takes those for a use of the session as well; so that it goes on to expire when the
 * application's idle timeouts say so ({@code WsSession.checkExpiration}), {@link #restore} takes
 * that back.
 */
final class FrameTimes extends WatchedFrames {
  private static final byte PING = 0x9;
  private static final byte PONG = 0xA;

  private volatile long read = System.currentTimeMillis();
  private volatile long written = read;

  /** Whether the answer to a ping of ours is still to come. */
  private volatile boolean awaited;

  /** Whether something of ours has been read, or written, since anything else was. */
  private volatile boolean readOurs;

  private volatile boolean wroteOurs;

  private volatile int answers;

  private volatile Runnable answered = () -> {};

  /** The thread that sends a ping of ours. */
  private volatile @Nullable Thread pinging;

  /**
   * @param extensions what the session's extensions do with its frames; null if it has none
   */
  FrameTimes(TrackedSession session, @Nullable Transformation extensions) {
    super(session, extensions);
  }

  /** Takes what the current thread sends until {@link #pinged} for a ping of ours. */
  void pinging() {
    awaited = true;
    pinging = Thread.currentThread();
  }

  void pinged() {
    pinging = null;
  }

  /** How many pings of ours have been answered. */
  int answers() {
    return answers;
  }

  /** Has {@code then} called when a ping of ours has been answered, by who reads the session. */
  void onAnswer(Runnable then) {
    answered = then;
  }

  /**
   * Takes back what pings of ours did to {@code session}'s times.
   *
   * @return when it was read last, where that has been changed; else null
   */
  synchronized @Nullable Long restore(WsSession session) {
    if (wroteOurs && TomcatMember.LAST_WRITTEN.lower(session, written)) {
      // It may have been written just now, in the same millisecond.
      TomcatMember.LAST_WRITTEN.raise(session, written);
    }
    long known = read;
    if (!readOurs || !TomcatMember.LAST_READ.lower(session, known)) {
      return null;
    }
    TomcatMember.LAST_READ.raise(session, read);
    return known;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread at a time reads a session's frames.
  public TransformationResult getMoreData(byte opCode, boolean fin, int rsv, ByteBuffer dest)
      throws IOException {
    int before = dest.position();
    TransformationResult result = super.getMoreData(opCode, fin, rsv, dest);
    if (opCode == PONG && awaited && dest.position() == before) {
      awaited = false;
      readOurs = true;
      answers++;
      OwnFailures.guard(answered);
    } else {
      read = System.currentTimeMillis();
      if (readOurs) {
        readOurs = false;
      }
    }
    return result;
  }

  @Override
  public List<MessagePart> sendMessagePart(List<MessagePart> messageParts) throws IOException {
    if (pinging == Thread.currentThread() && isPing(messageParts)) {
      wroteOurs = true;
    } else {
      written = System.currentTimeMillis();
      if (wroteOurs) {
        wroteOurs = false;
      }
    }
    return super.sendMessagePart(messageParts);
  }

  private static boolean isPing(List<MessagePart> parts) {
    return parts.size() == 1 && parts.get(0).getOpCode() == PING;
  }
}
