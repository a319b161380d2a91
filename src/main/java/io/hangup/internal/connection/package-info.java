/**
 * Whose connection it is: the one that the current thread works for, and the one that a failure is
 * known to be of. Nothing here knows what a disconnect looks like.
 */
@NullMarked
package io.hangup.internal.connection;

import org.jspecify.annotations.NullMarked;
