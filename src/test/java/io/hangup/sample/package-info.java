/**
 * The application that the tests and the demo hang up on. It is deployed as its users' are: nothing
 * of it knows Hangup, {@link io.hangup.sample.ChatRegistry} apart.
 */
package io.hangup.sample;
