/**
 * What an operator names in Tomcat's configuration. {@link io.hangup.DisconnectValve} installs the
 * rest: the gates that withhold what a hang-up logs and prints, the watch over sessions, and the
 * sinks that are notified.
 */
@NullMarked
package io.hangup;

import org.jspecify.annotations.NullMarked;
