/**
 * The SPI for those who keep sessions: a registry is told of each session that opens, and told once
 * when it has ended. What is public here is for implementers, {@code RegistryDispatcher} apart,
 * which the Valve uses to reach them.
 */
@NullMarked
package io.hangup.session;

import org.jspecify.annotations.NullMarked;
