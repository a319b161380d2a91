/**
 * Decides whether a failure only means that a client went away, and names what happened. It knows
 * the JDK's types alone, so that a live throwable and the printed text of one are judged by the
 * same rules.
 */
@NullMarked
package io.hangup.internal.classify;

import org.jspecify.annotations.NullMarked;
