/** An application that logs every failure through the library of its own that it comes with. */
package io.hangup.it.logged;
