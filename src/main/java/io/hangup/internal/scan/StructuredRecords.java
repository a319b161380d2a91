package io.hangup.internal.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Records that name their parts: JSON of whatever layout (Tomcat's, ECS, Logstash's, GELF,
 * Log4j's), by the names that these have for one thing, and the XML of {@code java.util.logging}.
 */
final class StructuredRecords {
  private static final int MAX_DEPTH = 64;
  private static final List<String> TIMES =
      List.of("time", "@timestamp", "timestamp", "timeMillis", "instant.epochSecond", "date");
  private static final List<String> LEVELS =
      List.of("level", "log.level", "severity", "_level_name", "levelname", "loglevel");
  private static final List<String> LOGGERS =
      List.of(
          "logger", "logger_name", "log.logger", "loggerName", "_log_logger", "_logger", "class");
  private static final List<String> MESSAGES =
      List.of("message", "msg", "short_message", "@message");

  /** Where the type of a throwable stands that has no trace. */
  private static final List<String> TYPES =
      List.of("error.type", "exception.exception_class", "thrown.name", "_error_type");

  private static final String FRAME = "\tat ";

  private final JsonFactory json = new JsonFactory();
  private final XMLInputFactory xml = XMLInputFactory.newFactory();

  StructuredRecords() {
    xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    xml.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  /**
   * A record.
   *
   * @param trace its stack trace; empty where only its type is named
   * @param named that type
   * @param lacksCauses whether there may be causes that the format leaves out
   */
  record Structured(Head head, List<String> trace, String named, boolean lacksCauses) {}

  /** Reads a record of JSON; null where there is no throwable in it, or where it is none. */
  @Nullable Structured json(String text) {
    Object read;
    try (JsonParser parser = json.createParser(text)) {
      parser.nextToken();
      read = value(parser, 0);
    } catch (IOException e) {
      return null;
    }
    if (!(read instanceof Map<?, ?> record)) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    flatten("", record, fields);
    boolean isTomcats = fields.get("throwable") instanceof List && fields.containsKey("method");
    List<String> trace = trace(record, fields);
    String type = first(fields, TYPES);
    if (trace.isEmpty() && type == null) {
      return null;
    }
    String time = first(fields, TIMES);
    Head head =
        new Head(
            isTomcats ? Format.JULI_JSON : Format.JSON,
            time == null ? null : Hours.of(time),
            first(fields, LEVELS),
            first(fields, LOGGERS),
            first(fields, MESSAGES));
    boolean lacksCauses =
        record.get("thrown") instanceof Map<?, ?> thrown && thrown.get("cause") == null;
    return new Structured(head, trace, type == null ? "" : type, lacksCauses);
  }

  /** The lines of a text of JSON's with its quotes; none where it is not one. */
  List<String> unquoted(String quoted) {
    try (JsonParser parser = json.createParser(quoted)) {
      parser.nextToken();
      return withoutWords(parser.getText().lines().toList());
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Object value(JsonParser parser, int depth) throws IOException {
    JsonToken token = parser.currentToken();
    if (depth > MAX_DEPTH || token == null) {
      throw new IOException("too deep, or nothing there");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> array(parser, depth);
      default -> parser.getText();
    };
  }

  private static Map<String, Object> object(JsonParser parser, int depth) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser, depth + 1));
    }
    return fields;
  }

  private static List<Object> array(JsonParser parser, int depth) throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(parser, depth + 1));
    }
    return values;
  }

  private static void flatten(String prefix, Map<?, ?> from, Map<String, Object> to) {
    from.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            flatten(prefix + name + ".", inner, to);
          } else {
            to.put(prefix + name, value);
          }
        });
  }

  private static @Nullable String first(Map<String, Object> fields, List<String> names) {
    for (String name : names) {
      if (fields.get(name) instanceof String text) {
        return text;
      }
    }
    return null;
  }

  private static List<String> trace(Map<?, ?> record, Map<String, Object> fields) {
    if (fields.get("throwable") instanceof List<?> links) {
      return ofTomcat(links);
    }
    if (record.get("thrown") instanceof Map<?, ?> thrown) {
      List<String> lines = new ArrayList<>();
      ofLog4j(thrown, "", lines);
      return lines;
    }
    for (Object value : fields.values()) {
      if (value instanceof String text && text.contains(FRAME)) {
        return withoutWords(text.lines().toList());
      }
      if (value instanceof List<?> list) {
        String text = String.join("\n", list.stream().map(String::valueOf).toList());
        if (text.contains(FRAME) || text.startsWith("at ")) {
          return text.lines().toList();
        }
      }
    }
    return ofParts(fields);
  }

  /** A field that has the message and the trace in one, as GELF's {@code full_message}. */
  private static List<String> withoutWords(List<String> lines) {
    int header = 0;
    for (int i = 0; i < lines.size() && !lines.get(i).startsWith(FRAME); i++) {
      header = TraceText.isHeader(lines.get(i)) ? i : header;
    }
    return lines.subList(header, lines.size());
  }

  /** ECS with its elements as an array has frames without the type and the message. */
  private static List<String> ofParts(Map<String, Object> fields) {
    return fields.get("stack_trace") instanceof String text ? text.lines().toList() : List.of();
  }

  /** Tomcat's JsonFormatter: each throwable's text, and its frames with a space before. */
  private static List<String> ofTomcat(List<?> links) {
    List<String> lines = new ArrayList<>();
    for (Object each : links) {
      String text = String.valueOf(each);
      if (text.startsWith(" ")) {
        lines.add(FRAME + text.strip());
      } else {
        lines.add(lines.isEmpty() ? text : "Caused by: " + text);
      }
    }
    return lines;
  }

  /** Log4j's JsonLayout: a throwable as an object. */
  private static void ofLog4j(Map<?, ?> thrown, String caption, List<String> lines) {
    Object message = thrown.get("message");
    lines.add(caption + thrown.get("name") + (message == null ? "" : ": " + message));
    if (thrown.get("extendedStackTrace") instanceof List<?> frames) {
      for (Object each : frames) {
        if (each instanceof Map<?, ?> frame) {
          lines.add(
              FRAME
                  + frame.get("class")
                  + "."
                  + frame.get("method")
                  + "("
                  + frame.get("file")
                  + ":"
                  + frame.get("line")
                  + ")");
        }
      }
    }
    if (thrown.get("cause") instanceof Map<?, ?> cause && lines.size() < MAX_DEPTH * MAX_DEPTH) {
      ofLog4j(cause, "Caused by: ", lines);
    }
  }

  /** Reads a record of XML; null where there is no throwable in it, or where it is none. */
  @Nullable Structured xml(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> trace = new ArrayList<>();
    try {
      read(xml.createXMLStreamReader(new StringReader(text)), fields, trace);
    } catch (XMLStreamException e) {
      return null;
    }
    if (trace.isEmpty()) {
      return null;
    }
    String time = fields.get("date");
    String logger = fields.getOrDefault("class", fields.get("logger"));
    Head head =
        new Head(
            Format.XML,
            time == null ? null : Hours.of(time),
            fields.get("level"),
            logger,
            fields.get("message"));
    return new Structured(head, trace, "", true);
  }

  private static void read(XMLStreamReader reader, Map<String, String> fields, List<String> trace)
      throws XMLStreamException {
    Map<String, String> frame = new LinkedHashMap<>();
    boolean inException = false;
    boolean inFrame = false;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = reader.getLocalName();
        switch (name) {
          case "record" -> {}
          case "exception" -> inException = true;
          case "frame" -> {
            inFrame = true;
            frame.clear();
          }
          default -> {
            String words = reader.getElementText();
            if (inFrame) {
              frame.put(name, words);
            } else if (inException) {
              trace.add(words);
            } else {
              fields.putIfAbsent(name, words);
            }
          }
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("frame")) {
        inFrame = false;
        trace.add(frame(frame));
      }
    }
  }

  private static String frame(Map<String, String> frame) {
    String line = frame.get("line");
    return FRAME
        + frame.get("class")
        + "."
        + frame.get("method")
        + "(Unknown Source"
        + (line == null ? "" : ":" + line)
        + ")";
  }
}
