/**
 * Watches requests: the one that a thread works for, those that go on asynchronously, files that
 * Tomcat sends by itself, streams of HTTP/2.
 */
@NullMarked
package io.hangup.internal.request;

import org.jspecify.annotations.NullMarked;
