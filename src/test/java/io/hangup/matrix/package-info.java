/**
 * The matrix: every way to hang up, in every place, over every transport, on real Tomcats; each row
 * without the Valve and with it. And beside it the real errors, which are to stay to the byte.
 */
package io.hangup.matrix;
