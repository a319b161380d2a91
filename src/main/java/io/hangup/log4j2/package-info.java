/**
 * The adapter for Log4j 2. It is a jar of its own, because it is loaded where Log4j is: in a web
 * application, or in Tomcat's class path.
 */
@NullMarked
package io.hangup.log4j2;

import org.jspecify.annotations.NullMarked;
