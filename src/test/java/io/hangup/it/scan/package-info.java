/** An application that is told of the classes that Tomcat scans for it. */
package io.hangup.it.scan;
