package io.hangup.internal.classify;

import io.hangup.disconnect.Disconnect;

/**
 * A disconnect that a throwable carries.
 *
 * @param disconnect the disconnect, which is reported in any case
 * @param alone whether the throwable carries nothing else: false where a real error is suppressed
 *     in it or stands in its chain, and then whatever shows the throwable stays visible
 */
public record Finding(Disconnect disconnect, boolean alone) {}
