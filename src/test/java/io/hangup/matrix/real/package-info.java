/**
 * An application whose own connections, parsers and mistakes fail: what it fails with looks like a
 * client's hang-up, and is none.
 */
package io.hangup.matrix.real;
