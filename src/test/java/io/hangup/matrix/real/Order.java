package io.hangup.matrix.real;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What the application is asked to fail at.
 *
 * @param port the port of the backend
 * @param request the request that it works for; null under a WebSocket
 * @param response its response; null under a WebSocket
 */
record Order(int port, HttpServletRequest request, HttpServletResponse response) {}
