/**
 * The way from the end of a session to the registries: they are found, notified in order on threads
 * of their own, and the books kept: opened = dropped + live.
 */
@NullMarked
package io.hangup.internal.delivery;

import org.jspecify.annotations.NullMarked;
