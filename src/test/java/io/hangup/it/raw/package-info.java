/** A log handler that asks no filter, and so has what a log would have had without Hangup. */
package io.hangup.it.raw;
