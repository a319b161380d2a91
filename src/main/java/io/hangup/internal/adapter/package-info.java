/**
 * Where the adapters for logging libraries and the Valve meet. Each adapter's jar has a copy of it,
 * in a package of its own, because a library can be where Tomcat's {@code lib} is not seen; and the
 * copies find each other.
 */
@NullMarked
package io.hangup.internal.adapter;

import org.jspecify.annotations.NullMarked;
