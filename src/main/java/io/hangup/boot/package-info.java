/**
 * Puts the Valve into the Tomcat that Spring Boot embeds, and the adapter into its Logback. Loads
 * only where Spring Boot is, and runs on Boot 3 and 4: what has moved between them is not compiled
 * against.
 */
@NullMarked
package io.hangup.boot;

import org.jspecify.annotations.NullMarked;
