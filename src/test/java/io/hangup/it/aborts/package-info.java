/** An application that fails on every hang-up, and on its own backend, in all the usual ways. */
package io.hangup.it.aborts;
