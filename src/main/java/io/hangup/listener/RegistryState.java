package io.hangup.listener;

/**
 * How the session registries of one class are doing, of all Valves and web applications.
 *
 * @param failures how often one has failed, or lost a notice
 * @param waiting how many notices wait for them
 * @param late how many notices found too many others before them
 */
public record RegistryState(long failures, long waiting, long late) {
  /** None of this has happened. */
  public static final RegistryState NONE = new RegistryState(0, 0, 0);

  /** This and {@code other} together. */
  public RegistryState and(RegistryState other) {
    return new RegistryState(failures + other.failures, waiting + other.waiting, late + other.late);
  }
}
