/**
 * What Hangup costs: real Tomcats with and without it at the same time, and as many clients as they
 * bear.
 */
package io.hangup.load;
