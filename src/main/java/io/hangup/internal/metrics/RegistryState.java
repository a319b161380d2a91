package io.hangup.internal.metrics;

/**
 * How the session registries of all Valves and web applications are doing.
 *
 * @param failures how often one has failed, or lost a notice
 * @param waiting how many notices wait
 * @param late how many notices found too many others before them
 */
public record RegistryState(long failures, long waiting, long late) {}
