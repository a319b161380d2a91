/** An application beside the one that is tested, from which that one is told to reload. */
package io.hangup.it.control;
