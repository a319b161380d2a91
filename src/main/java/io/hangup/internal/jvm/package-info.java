/**
 * What each package needs of the JVM: maps that keep nothing alive, class loaders put into place
 * and taken away, permissions, threads of our own.
 */
@NullMarked
package io.hangup.internal.jvm;

import org.jspecify.annotations.NullMarked;
