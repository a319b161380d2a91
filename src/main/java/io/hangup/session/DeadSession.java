package io.hangup.session;

import io.hangup.disconnect.Disconnect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session that has ended. Code, reason and cleanness are those of the browser's {@code
 * CloseEvent}.
 *
 * @param session the session as it was opened
 * @param endedAt when its end was noticed
 * @param closeCode the WebSocket close code (RFC 6455 section 7.4), e.g. 1000 for a normal closure
 *     and 1006 for an end without a close frame; of an asynchronous request what a WebSocket would
 *     have: 1000 if it was completed, 1006 if not
 * @param reason the close reason, empty if none was given; the client may have written it. Of an
 *     asynchronous request {@code timed out} or {@code failed}, where it did
 * @param wasClean whether both sides said good-bye, as far as the server can know; of an
 *     asynchronous request, whether it was completed without timing out, failing, or losing its
 *     client
 * @param disconnect what the client's hang-up was; null where it ended in another way
 */
public record DeadSession(
    OpenSession session,
    Instant endedAt,
    int closeCode,
    String reason,
    boolean wasClean,
    @Nullable Disconnect disconnect) {}
