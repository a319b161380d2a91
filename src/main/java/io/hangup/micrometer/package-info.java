/** Hangup's metrics in Micrometer. Loads only where that is. */
@NullMarked
package io.hangup.micrometer;

import org.jspecify.annotations.NullMarked;
