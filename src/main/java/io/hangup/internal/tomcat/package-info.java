/**
 * Reason: everything that is read from Tomcat past its public API is in one place, so that a Tomcat
 * which has it otherwise costs one look.
 */
@NullMarked
package io.hangup.internal.tomcat;

import org.jspecify.annotations.NullMarked;
