package io.hangup.session;

import jakarta.servlet.ServletContext;

/**
 * The web application that a session belongs to.
 *
 * @param loader its class loader
 * @param context its attributes, among other things
 */
public record Webapp(ClassLoader loader, ServletContext context) {}
