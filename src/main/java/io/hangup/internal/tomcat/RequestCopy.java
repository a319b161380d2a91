package io.hangup.internal.tomcat;

import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Collections;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.OutputBuffer;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What an access log says of a request, kept past its end: Tomcat uses a request's object again for
 * the next one. The HTTP session is not kept, since to ask for it would prolong its life.
 */
public final class RequestCopy {
  private final org.apache.coyote.Request coyote = new org.apache.coyote.Request();
  private final org.apache.coyote.Response coyoteResponse = new org.apache.coyote.Response();
  private final Connector connector;
  private final Context context;
  private final @Nullable Host host;
  private final @Nullable String user;

  /** Copies {@code request}, which is in its Valves still, and is answered with {@code status}. */
  public RequestCopy(Request request, int status) {
    connector = request.getConnector();
    context = request.getContext();
    host = request.getHost();
    user = request.getRemoteUser();
    // Asked once, it is known to what is copied.
    request.getRemoteAddr();
    copyCoyote(request.getCoyoteRequest());
    for (String name : Collections.list(request.getAttributeNames())) {
      Object value = request.getAttribute(name);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        // Others may be a web application's, and keep it alive.
        coyote.setAttribute(name, value);
      }
    }
    coyoteResponse.setStatus(status);
    copy(
        request.getResponse().getCoyoteResponse().getMimeHeaders(),
        coyoteResponse.getMimeHeaders());
    coyoteResponse.setOutputBuffer(new Nothing());
    coyote.setResponse(coyoteResponse);
  }

  @SuppressWarnings("deprecation") // Not every Tomcat has setMethod.
  private void copyCoyote(org.apache.coyote.Request source) {
    copy(source.method(), coyote.method());
    copy(source.scheme(), coyote.scheme());
    copy(source.requestURI(), coyote.requestURI());
    copy(source.decodedURI(), coyote.decodedURI());
    copy(source.queryString(), coyote.queryString());
    copy(source.protocol(), coyote.protocol());
    copy(source.serverName(), coyote.serverName());
    copy(source.remoteAddr(), coyote.remoteAddr());
    copy(
        source.remoteHost().isNull() ? source.remoteAddr() : source.remoteHost(),
        coyote.remoteHost());
    copy(source.localAddr(), coyote.localAddr());
    copy(source.localName(), coyote.localName());
    if (TomcatMember.PEER_ADDRESS.read(source) instanceof MessageBytes peer
        && TomcatMember.PEER_ADDRESS.read(coyote) instanceof MessageBytes copied) {
      copy(peer.isNull() ? source.remoteAddr() : peer, copied);
    }
    coyote.setServerPort(source.getServerPort());
    coyote.setRemotePort(source.getRemotePort());
    coyote.setLocalPort(source.getLocalPort());
    copy(source.getMimeHeaders(), coyote.getMimeHeaders());
    for (TomcatMember start :
        new TomcatMember[] {
          TomcatMember.START_MILLIS, TomcatMember.START_NANOS, TomcatMember.START_INSTANT
        }) {
      Object known = start.read(source);
      if (known != null) {
        start.set(coyote, known);
      }
    }
  }

  private static void copy(MessageBytes source, MessageBytes copied) {
    String text = source.toString();
    if (text != null) {
      copied.setString(text);
    }
  }

  private static void copy(MimeHeaders source, MimeHeaders copied) {
    for (int i = 0; i < source.size(); i++) {
      copied
          .addValue(String.valueOf(source.getName(i)))
          .setString(String.valueOf(source.getValue(i)));
    }
  }

  /** Has an attribute of the request, for a pattern that names it. */
  public void attribute(String name, String value) {
    coyote.setAttribute(name, value);
  }

  /**
   * Has the access logs around the web application write a line of it, as of a request that has
   * ended now.
   *
   * @throws ReflectiveOperationException if this Tomcat makes requests in another way
   */
  public void log() throws ReflectiveOperationException {
    Request request = request();
    Response response = response();
    request.setResponse(response);
    response.setRequest(request);
    request.getMappingData().context = context;
    request.getMappingData().host = host;
    if (user != null) {
      request.setUserPrincipal((Principal) () -> user);
    }
    // Nanoseconds since Tomcat 10.1, and milliseconds before.
    long time =
        TomcatMember.START_NANOS.read(coyote) instanceof Long started
            ? System.nanoTime() - started
            : System.currentTimeMillis() - coyote.getStartTime();
    context.logAccess(request, response, time, false);
  }

  /** Tomcat 11 has another constructor than those before. */
  private Request request() throws ReflectiveOperationException {
    try {
      return Request.class
          .getConstructor(Connector.class, org.apache.coyote.Request.class)
          .newInstance(connector, coyote);
    } catch (NoSuchMethodException e) {
      Request request = Request.class.getConstructor(Connector.class).newInstance(connector);
      Request.class
          .getMethod("setCoyoteRequest", org.apache.coyote.Request.class)
          .invoke(request, coyote);
      return request;
    }
  }

  private Response response() throws ReflectiveOperationException {
    try {
      return Response.class
          .getConstructor(org.apache.coyote.Response.class)
          .newInstance(coyoteResponse);
    } catch (NoSuchMethodException e) {
      Response response = Response.class.getConstructor().newInstance();
      Response.class
          .getMethod("setCoyoteResponse", org.apache.coyote.Response.class)
          .invoke(response, coyoteResponse);
      return response;
    }
  }

  /** What a response has written that is none any more. */
  private static final class Nothing implements OutputBuffer {
    @Override
    public int doWrite(ByteBuffer chunk) {
      return 0;
    }

    @Override
    public long getBytesWritten() {
      return 0;
    }
  }
}
