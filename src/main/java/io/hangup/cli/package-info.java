/** The command line, {@code java -jar tomcat-hangup-VERSION-cli.jar}: a jar of its own. */
@NullMarked
package io.hangup.cli;

import org.jspecify.annotations.NullMarked;
