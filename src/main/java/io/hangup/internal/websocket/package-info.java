/**
 * Watches the WebSocket sessions of an unchanged application, by answering Tomcat's own upgrade
 * with a subclass of Tomcat's own handler. The application is called as it would be without us.
 */
@NullMarked
package io.hangup.internal.websocket;

import org.jspecify.annotations.NullMarked;
