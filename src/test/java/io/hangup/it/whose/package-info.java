/** An application in which one client's hang-up meets another client's request. */
package io.hangup.it.whose;
