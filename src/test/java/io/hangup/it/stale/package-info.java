/** An application with polite clients and others, whose failures a Tomcat may mix up. */
package io.hangup.it.stale;
