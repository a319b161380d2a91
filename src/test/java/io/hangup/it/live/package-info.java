/**
 * An application whose sessions are kept: in a map, with what its endpoints and listeners were
 * told.
 */
package io.hangup.it.live;
