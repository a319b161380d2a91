package io.hangup.it.calls;

/** A message of the application's own type. */
public record Word(String text) {}
