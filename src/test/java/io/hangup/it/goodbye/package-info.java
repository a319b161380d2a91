/** Sessions and upgraded connections that end politely, or by the server, or not so. */
package io.hangup.it.goodbye;
