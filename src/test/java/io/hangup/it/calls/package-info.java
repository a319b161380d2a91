/** An application that remembers every call it receives; it knows nothing of Hangup. */
package io.hangup.it.calls;
