package io.hangup.internal.websocket;

import io.hangup.internal.delivery.SessionObserver;
import io.hangup.session.Webapp;
import java.util.List;
import org.apache.tomcat.InstanceManager;
import org.jspecify.annotations.Nullable;

/**
 * What the WebSocket sessions of one web application have in common.
 *
 * @param instances what creates, injects and destroys endpoints; null where nothing does
 */
record SessionSettings(
    String contextPath,
    Webapp webapp,
    @Nullable InstanceManager instances,
    List<SessionObserver> observers,
    Upkeep upkeep,
    SessionWatch watch) {}
