/**
 * What a scan has found, in sums, and how it is shown: as text, as JSON, as a page. In the jar of
 * the command line alone.
 */
@NullMarked
package io.hangup.internal.findings;

import org.jspecify.annotations.NullMarked;
