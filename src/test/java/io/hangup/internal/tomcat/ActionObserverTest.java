package io.hangup.internal.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ActionHook;
import org.apache.coyote.NonPipeliningProcessor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionObserverTest {
  private final Request request = new Request();
  private final Response response = new Response();
  private final List<String> done = new ArrayList<>();
  private final ActionHook processor = (code, param) -> done.add(code + " done");

  @BeforeEach
  void process() {
    TomcatMember.SET_HOOK.call(request, processor);
    TomcatMember.SET_RESPONSE_HOOK.call(response, processor);
  }

  @Test
  void passesEveryActionOnAndSeesIt() {
    new Remembering().observe(request, response);

    request.action(ActionCode.ASYNC_TIMEOUT, new AtomicBoolean());
    response.action(ActionCode.CLIENT_FLUSH, null);

    assertThat(done)
        .containsExactly(
            "before ASYNC_TIMEOUT",
            "ASYNC_TIMEOUT done",
            "after ASYNC_TIMEOUT",
            "before CLIENT_FLUSH",
            "CLIENT_FLUSH done");
    assertThat(ActionObserver.processor(request)).isSameAs(processor);
  }

  @Test
  void givesTheProcessorItsPlaceBack() {
    Remembering observer = new Remembering();
    observer.observe(request, response);
    observer.leave(request, response);
    request.action(ActionCode.CLOSE, null);
    response.action(ActionCode.CLOSE, null);

    assertThat(done).containsExactly("CLOSE done", "CLOSE done");
  }

  /** Tomcat forgets a request now and then, and its processor goes on with the next. */
  @Test
  void takesThePlaceOfOneThatWasForgotten() {
    Remembering forgotten = new Remembering();
    forgotten.observe(request, response);
    Remembering next = new Remembering();
    next.observe(request, response);
    forgotten.leave(request, response);

    request.action(ActionCode.COMMIT, null);
    assertThat(done).containsExactly("before COMMIT", "COMMIT done");
    next.leave(request, response);
    assertThat(TomcatMember.PROCESSOR.read(request)).isSameAs(processor);
  }

  /** Else an application that goes on writing would write to the next client. */
  @Test
  void isTakenFromARecycledStreamAsItsProcessorWouldBe() {
    ActionHook ofStream =
        mock(ActionHook.class, withSettings().extraInterfaces(NonPipeliningProcessor.class));
    when(((NonPipeliningProcessor) ofStream).isAsync()).thenReturn(true);
    TomcatMember.SET_HOOK.call(request, ofStream);
    TomcatMember.SET_RESPONSE_HOOK.call(response, ofStream);
    Remembering observer = new Remembering();
    observer.observe(request, response);

    request.action(ActionCode.ASYNC_TIMEOUT, new AtomicBoolean());
    assertThat(done).containsExactly("before ASYNC_TIMEOUT", "after ASYNC_TIMEOUT");
    assertThat(ActionObserver.processor(request)).isSameAs(ofStream);
    assertThat(TomcatMember.PROCESSOR.read(request))
        .isInstanceOfSatisfying(
            NonPipeliningProcessor.class, processor -> assertThat(processor.isAsync()).isTrue());

    request.recycle();
    observer.leave(request, response);
    assertThat(TomcatMember.PROCESSOR.read(request)).isNull();
  }

  private final class Remembering extends ActionObserver {
    @Override
    protected boolean before(ActionCode code) {
      done.add("before " + code);
      return code == ActionCode.ASYNC_TIMEOUT;
    }

    @Override
    protected void after(ActionCode code, @Nullable Object param) {
      done.add("after " + code);
    }
  }
}
