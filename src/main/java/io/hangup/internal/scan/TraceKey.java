package io.hangup.internal.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 128 bits that stand for the bytes of a stack trace: in a storm thousands are the same. */
record TraceKey(long one, long other) {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

  static TraceKey of(byte[] bytes, int start, int end) {
    long one = (long) end - start;
    long other = ~one;
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      one = Long.rotateLeft((one ^ word) * FIRST, 31);
      other = Long.rotateLeft(other + word * SECOND, 27) * FIRST;
    }
    for (; i < end; i++) {
      one = (one ^ bytes[i]) * FIRST;
      other = Long.rotateLeft(other + bytes[i] * SECOND, 27);
    }
    return new TraceKey(one ^ (one >>> 29), other ^ (other >>> 32));
  }
}
