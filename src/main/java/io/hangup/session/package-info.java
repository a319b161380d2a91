/**
 * The SPI for those who keep sessions: a registry is told of each session that opens, and told once
 * when it has ended.
 */
@NullMarked
package io.hangup.session;

import org.jspecify.annotations.NullMarked;
