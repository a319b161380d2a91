package reactor.core.publisher;

/** Reactor's marker, by its name: no test needs more of the library. */
public final class FluxOnAssembly {
  private FluxOnAssembly() {}

  /** What says where a failure has been observed. */
  public static final class OnAssemblyException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
