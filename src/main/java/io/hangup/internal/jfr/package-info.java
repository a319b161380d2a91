/**
 * Events of the JDK's Flight Recorder. Nothing else loads this package: a JVM may be without it.
 */
@NullMarked
package io.hangup.internal.jfr;

import org.jspecify.annotations.NullMarked;
