/**
 * The SPI for those who watch: a listener hears of each disconnect, of what was withheld for it,
 * and of the sessions that open and end. Hangup's own metrics, beans and events are such listeners.
 */
@NullMarked
package io.hangup.listener;

import org.jspecify.annotations.NullMarked;
