/**
 * The vocabulary: a {@link io.hangup.disconnect.Disconnect} as registries, listeners and operators
 * see it. Values of JDK types alone, which do not change.
 */
@NullMarked
package io.hangup.disconnect;

import org.jspecify.annotations.NullMarked;
