/**
 * Tells of disconnects: each one once, to equal sinks that return nothing and know no request,
 * response or log record. A sink that fails harms nobody else.
 */
@NullMarked
package io.hangup.internal.report;

import org.jspecify.annotations.NullMarked;
