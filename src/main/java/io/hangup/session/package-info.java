/**
 * The SPI for those who keep sessions: a registry is notified of each session that opens, and
 * notified once when it has ended.
 */
@NullMarked
package io.hangup.session;

import org.jspecify.annotations.NullMarked;
