/** The application of the matrix: every place where a client can hang up. */
package io.hangup.matrix.app;
