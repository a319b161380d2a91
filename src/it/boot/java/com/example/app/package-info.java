/**
 * A Spring Boot application as one writes it, which knows nothing of Hangup: what {@code
 * SpringBootIT} hangs up on. The same source runs on Boot 3 and 4.
 */
package com.example.app;
