/**
 * Stands where a failure becomes visible, in log handlers and in front of standard error, and
 * withholds what is only a disconnect. Everything else passes untouched.
 */
@NullMarked
package io.hangup.internal.logging;

import org.jspecify.annotations.NullMarked;
