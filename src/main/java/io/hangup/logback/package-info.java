/**
 * The adapter for Logback. It is a jar of its own, because it is loaded where Logback is: in a web
 * application, or in Tomcat's class path.
 */
@NullMarked
package io.hangup.logback;

import org.jspecify.annotations.NullMarked;
