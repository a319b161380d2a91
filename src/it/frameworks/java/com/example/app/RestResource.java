package com.example.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Jersey. */
@Path("/")
public class RestResource {
  private static final Logger log = Logger.getLogger(RestResource.class.getName());
  private static final long EVENT_MILLIS = 5;

  /** The catch-all of a thousand applications. */
  static final class Failed implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable e) {
      log.log(Level.SEVERE, "The resource failed", e);
      return Response.serverError().entity("failed").build();
    }
  }

  @GET
  @Path("json")
  @Produces("application/json")
  public List<String> json() {
    return new Much();
  }

  @GET
  @Path("stream")
  public StreamingOutput stream() {
    return Much::write;
  }

  @POST
  @Path("upload")
  public String upload(InputStream body) throws IOException {
    return Integer.toString(body.readAllBytes().length);
  }

  @GET
  @Path("events")
  @Produces("text/event-stream")
  public void events(@Context SseEventSink sink, @Context Sse sse) {
    OutboundSseEvent event = sse.newEvent(Much.LINE);
    new Thread(() -> send(sink, event), "events").start();
  }

  /** Of a failure, Jersey tells by the stage alone. */
  private static void send(SseEventSink sink, OutboundSseEvent event) {
    try (sink) {
      while (true) {
        sink.send(event).toCompletableFuture().join();
        Thread.sleep(EVENT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // Jersey has closed the sink.
    } catch (RuntimeException e) {
      log.log(Level.SEVERE, "The events failed", e);
    }
  }

  @GET
  @Path("backend")
  public String backend(@QueryParam("port") int port) throws IOException {
    return Integer.toString(Backend.ask(port));
  }

  @GET
  @Path("late")
  public StreamingOutput late(@QueryParam("port") int port) {
    return out -> Much.write(out, port);
  }
}
