/**
 * Where the adapters for logging libraries and the Valve meet. Each jar has a copy of this package,
 * because a library can be where Tomcat's {@code lib} is not seen, and the copies find each other.
 */
@NullMarked
package io.hangup.internal.adapter;

import org.jspecify.annotations.NullMarked;
