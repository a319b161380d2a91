/** The beans of the whole server, in JMX: its totals, and one for each kind of disconnect. */
@NullMarked
package io.hangup.internal.jmx;

import org.jspecify.annotations.NullMarked;
