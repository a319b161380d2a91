package io.hangup.internal.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the lines of a file together to records. */
final class Assembler {
  private static final byte[] XML_END = Bytes.of("</record>");

  /** Words that nothing has come of for so long belong to nothing that comes. */
  private static final int MAX_WORDS = 1 << 16;

  /** A stream that says nothing for so long has ended its record. */
  private static final long MAX_DISTANCE = 1 << 20;

  private final Consumer<RawRecord> records;
  private final List<Open> streams = new ArrayList<>();
  private @Nullable Envelope envelope;
  private boolean byTime;

  /** One that goes on. */
  private static final class Open {
    private final RawRecord record = new RawRecord();
    private boolean inTrace;
    private boolean inCaption;
    private boolean inXml;
    private boolean inJson;
    private final Pieces pieces = new Pieces();
    private long last;
  }

  /**
   * @param records is given each record that may have a throwable in it; it is used again for the
   *     next one
   */
  Assembler(Consumer<RawRecord> records) {
    this.records = records;
  }

  void add(Line line) {
    if (envelope == null) {
      if (line.length() == 0) {
        return;
      }
      envelope = Envelopes.of(line);
    }
    if (envelope.unwrap(line)) {
      Open open = open(line.stream);
      closeSilent(line.from);
      open.last = line.to;
      if (line.partial) {
        open.pieces.add(line);
        return;
      }
      if (!open.pieces.isEmpty()) {
        open.pieces.complete(line);
      }
      add(line, open);
    }
  }

  private Open open(int stream) {
    while (streams.size() <= stream) {
      streams.add(new Open());
    }
    return streams.get(stream);
  }

  private void closeSilent(long now) {
    if (streams.size() > 1) {
      for (Open each : streams) {
        if (!each.record.isEmpty() && now - each.last > MAX_DISTANCE) {
          close(each);
        }
      }
    }
  }

  private void add(Line line, Open open) {
    if (open.inXml) {
      open.record.add(line, false);
      if (Bytes.indexOf(line.bytes, line.start, line.end, XML_END) >= 0) {
        close(open);
      }
      return;
    }
    LineKind kind = LineKind.of(line, byTime);
    if (open.inJson && kind != LineKind.HEAD) {
      open.record.add(line, false);
      if (line.length() > 0 && line.bytes[line.start] == '}') {
        close(open);
      }
      return;
    }
    switch (kind) {
      case HEAD -> {
        close(open);
        byTime = byTime || LineKind.hasTime(line);
        open.record.head();
        open.record.add(line, false);
      }
      case JSON -> {
        close(open);
        open.record.add(line, false);
        close(open);
      }
      case JSON_BLOCK -> {
        close(open);
        open.record.add(line, false);
        open.inJson = true;
      }
      case XML -> {
        close(open);
        open.record.add(line, false);
        open.inXml = true;
      }
      case TRACE, CAPTION -> {
        open.record.add(line, true);
        open.inTrace = true;
        open.inCaption = kind == LineKind.CAPTION;
      }
      case BLANK, OTHER -> addWords(line, open, kind);
    }
  }

  private void addWords(Line line, Open open, LineKind kind) {
    boolean isOver = open.inTrace && !open.inCaption;
    boolean isTooMuch = open.record.size() > MAX_WORDS && !open.inTrace;
    if (isOver || isTooMuch) {
      close(open);
    }
    if (kind == LineKind.OTHER || !open.record.isEmpty()) {
      open.record.add(line, false);
    }
  }

  private void close(Open open) {
    if (open.record.isHint()) {
      records.accept(open.record);
    }
    open.record.clear();
    open.inTrace = false;
    open.inCaption = false;
    open.inXml = false;
    open.inJson = false;
  }

  /** No more lines come. */
  void end() {
    streams.forEach(this::close);
  }

  /** Before this place of the file everything is decided. */
  long decidedUntil(long now) {
    long until = now;
    for (Open each : streams) {
      if (!each.record.isEmpty()) {
        until = Math.min(until, each.record.from());
      }
      if (!each.pieces.isEmpty()) {
        until = Math.min(until, each.pieces.from());
      }
    }
    return until;
  }
}
