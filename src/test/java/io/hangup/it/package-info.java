/** Tests of the built jar in Tomcat distributions as they are downloaded. */
package io.hangup.it;
