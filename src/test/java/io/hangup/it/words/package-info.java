/**
 * An application that is told of its clients' hang-ups in callbacks, and that catches one itself.
 */
package io.hangup.it.words;
