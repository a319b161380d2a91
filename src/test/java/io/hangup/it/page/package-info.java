/** An application that acts on an asynchronous request while the error page of that still runs. */
package io.hangup.it.page;
