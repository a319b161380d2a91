package io.hangup.internal.adapter;

import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whom the adapters ask about a throwable that is about to be logged. An adapter has one from its
 * beginning, because a web application that has stopped loads no more classes. All copies of this
 * class share the judge of the outermost class loader's: one in {@code WEB-INF/lib} that of
 * Tomcat's {@code lib}, and both that of the class path Tomcat was started with.
 *
 * <p>Anybody may ask; only the Valve's gate may be asked: a judge reads and withholds what other
 * applications log.
 */
public final class SharedSuppressor {
  /** The answer for an event that is not to become visible. */
  public static final String WITHHOLD = "";

  /** What an adapter says where {@link #isInVain}. */
  public static final String IN_VAIN =
      "Hangup's adapter has no effect: no DisconnectValve runs in this JVM. Put the Valve's jar into"
          + " Tomcat's lib/ and <Valve className=\"io.hangup.DisconnectValve\"/> into server.xml, or"
          + " take the adapter out";

  /**
   * Each jar has a copy of this class in a package of its own, which the build makes of this one:
   * two jars with the same package are no modules.
   */
  private static final List<String> COPIES =
      List.of(
          "io.hangup.internal.adapter.SharedSuppressor",
          "io.hangup.internal.logback.SharedSuppressor",
          "io.hangup.internal.log4j2.SharedSuppressor");

  /** The last part of this copy's package: whose adapter it is. */
  private static final String LIBRARY =
      SharedSuppressor.class
          .getPackageName()
          .substring(SharedSuppressor.class.getPackageName().lastIndexOf('.') + 1);

  private static final int MAX_LINKS = 64;

  /** So long after an application's first record the Valve has started, if there is one. */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** How each frame of a stack trace begins. */
  private static final String FRAME_START = "\n\tat ";

  /** No trace of a server's thread is shorter. */
  private static final int MIN_TRACE = 256;

  /** The only class that may install one; in another package, which not every jar has. */
  private static final String GATE = "io.hangup.internal.logging.AdapterGate";

  private static final String WEBAPP_LOADER = "org.apache.catalina.loader.WebappClassLoaderBase";

  /** The first is asked; the next are of other copies of the Valve in this JVM. */
  private static final List<BiFunction<Object[], @Nullable Throwable, @Nullable String>> APPOINTED =
      new CopyOnWriteArrayList<>();

  /** Null if this one is the outermost. */
  private static final @Nullable Class<?> OUTER = outer();

  private static final BiFunction<Object[], @Nullable Throwable, @Nullable String> ASKED =
      asked(OUTER);

  /** Class loaders with an adapter that has been made, of this copy's and those below. */
  private static final Map<ClassLoader, Boolean> MADE_IN =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** When this was made, by the JVM's clock; 0 once it has been said that there is no Valve. */
  private final AtomicLong madeAt;

  /** That of an adapter which a logging configuration has asked for. */
  public SharedSuppressor() {
    this(System.nanoTime());
  }

  /** For tests: one that was made at another time. */
  SharedSuppressor(long madeAt) {
    this.madeAt = new AtomicLong(madeAt | 1);
    noteMadeIn(SharedSuppressor.class.getClassLoader());
  }

  /** Public because the copies of other class loaders call it by reflection. */
  public static void noteMadeIn(@Nullable ClassLoader loader) {
    if (loader != null) {
      MADE_IN.put(loader, true);
      callOuter("noteMadeIn", new Class<?>[] {ClassLoader.class}, loader);
    }
  }

  /** Whether an adapter of {@code loader}'s own has been made. */
  public static boolean isMadeIn(ClassLoader loader) {
    return MADE_IN.containsKey(loader) || isSaidOutside("isMadeIn", loader);
  }

  /**
   * Whether it is to be said that there is no Valve: once, where there is none a minute after this
   * was made. The Valve may start after the first web applications.
   */
  public boolean isInVain() {
    long made = madeAt.get();
    return made != 0
        && System.nanoTime() - made > PATIENCE_NANOS
        && madeAt.compareAndSet(made, 0)
        && !isInstalled();
  }

  /** Whether somebody can be asked. Public because the copies of other class loaders call it. */
  public static boolean isInstalled() {
    return OUTER == null ? !APPOINTED.isEmpty() : isSaidOutside("isInstalled", null);
  }

  /** What the next copy outwards says; true if it is of another version, and does not. */
  private static boolean isSaidOutside(String method, @Nullable ClassLoader loader) {
    if (OUTER == null) {
      return false;
    }
    try {
      Object said =
          loader == null
              ? OUTER.getMethod(method).invoke(null)
              : OUTER.getMethod(method, ClassLoader.class).invoke(null, loader);
      return !Boolean.FALSE.equals(said);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /**
   * What is to become of an event.
   *
   * @param logger the name of the logger it was given to
   * @param level the name of its level
   * @param message gives its message with the parameters in their places; asked for only if need be
   * @param thrown its throwable
   * @return null if it stays as it is, as it does where no Valve runs; {@link #WITHHOLD} if it is
   *     not to become visible; else what its message is to end with, in the throwable's place
   */
  public @Nullable String judge(
      @Nullable String logger, String level, Supplier<@Nullable String> message, Throwable thrown) {
    return ASKED.apply(
        new Object[] {logger == null ? "" : logger, level, message, LIBRARY}, thrown);
  }

  /**
   * What is to become of an event that has no throwable, and perhaps a stack trace in its message.
   *
   * @param logger the name of the logger it was given to
   * @param level the name of its level
   * @param message its message, with the parameters in their places
   * @return null if it stays as it is, as it does where no Valve runs; {@link #WITHHOLD} if it is
   *     not to become visible; else what its message is to be
   */
  public @Nullable String judgeText(
      @Nullable String logger, String level, @Nullable String message) {
    return mayHoldTrace(message)
        ? ASKED.apply(new Object[] {logger == null ? "" : logger, level, message, LIBRARY}, null)
        : null;
  }

  /** Whether it is worth looking for a stack trace in {@code text}: it has the start of a frame. */
  public static boolean mayHoldTrace(@Nullable String text) {
    return text != null && text.length() >= MIN_TRACE && text.contains(FRAME_START);
  }

  /** The same of a message and of each of its parameters. This is all that most events cost. */
  public static boolean mayHoldTrace(
      @Nullable String message, @Nullable Object @Nullable [] parameters) {
    if (parameters != null) {
      for (Object each : parameters) {
        if (each instanceof String text && mayHoldTrace(text)) {
          return true;
        }
      }
    }
    return mayHoldTrace(message);
  }

  /**
   * Whether {@code arguments} hold no throwable besides {@code thrown} and its causes. Another one
   * may be a real error, which nobody looks at.
   */
  public static boolean hasNoOtherThrowable(
      Throwable thrown, @Nullable Object @Nullable [] arguments) {
    if (arguments == null) {
      return true;
    }
    for (Object each : arguments) {
      if (each instanceof Throwable other && !leadsTo(thrown, other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean leadsTo(Throwable thrown, Throwable other) {
    Throwable link = thrown;
    try {
      for (int i = 0; link != null && i < MAX_LINKS; i++) {
        if (link == other) {
          return true;
        }
        link = link.getCause();
      }
    } catch (RuntimeException e) {
      // It does not say.
    }
    return false;
  }

  /**
   * Makes {@code judge} the one that is asked, after those that have been installed before.
   *
   * @param gate proves who is calling: a lookup of the Valve's gate itself, which nobody else has
   * @throws IllegalCallerException if it is anybody else
   */
  public static void install(
      MethodHandles.Lookup gate,
      BiFunction<Object[], @Nullable Throwable, @Nullable String> judge) {
    if (!isGate(gate)) {
      throw new IllegalCallerException("Only Hangup's Valve is asked");
    }
    add(judge);
    callOuter(
        "install", new Class<?>[] {MethodHandles.Lookup.class, BiFunction.class}, gate, judge);
  }

  /** Has {@code judge} asked no more: whoever holds it has installed it. */
  public static void uninstall(BiFunction<Object[], @Nullable Throwable, @Nullable String> judge) {
    APPOINTED.remove(judge);
    callOuter("uninstall", new Class<?>[] {BiFunction.class}, judge);
  }

  /** A copy of another version may know no such method: then it has nothing to do with this one. */
  private static void callOuter(String method, Class<?>[] types, Object... arguments) {
    try {
      if (OUTER != null) {
        OUTER.getMethod(method, types).invoke(null, arguments);
      }
    } catch (ReflectiveOperationException e) {
      // The adapters of that copy ask nobody.
    }
  }

  /**
   * What asks the judge: it is given logger, level and message as {@link #judge} is, and its
   * library, in an array, and the throwable, and answers as that does; without a throwable, as
   * {@link #judgeText} is and does. Public because the copies of other class loaders ask for it by
   * reflection: JDK types only.
   */
  public static BiFunction<Object[], @Nullable Throwable, @Nullable String> asked() {
    return ASKED;
  }

  /** For tests of this package. */
  static void add(BiFunction<Object[], @Nullable Throwable, @Nullable String> judge) {
    APPOINTED.add(judge);
  }

  /** In doubt the event stays as it is: where the judge fails, or cannot be loaded any more. */
  private static @Nullable String askFirst(Object[] event, @Nullable Throwable thrown) {
    try {
      for (BiFunction<Object[], @Nullable Throwable, @Nullable String> first : APPOINTED) {
        return first.apply(event, thrown);
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return null;
    }
    return null;
  }

  /**
   * Whether {@code gate} has private access to the gate of this class's own loader. Where that has
   * none, being an adapter's jar further out, to that of a class loader below it which is no web
   * application's.
   */
  private static boolean isGate(MethodHandles.Lookup gate) {
    Class<?> caller = gate.lookupClass();
    if (!gate.hasFullPrivilegeAccess() || !caller.getName().equals(GATE)) {
      return false;
    }
    ClassLoader own = SharedSuppressor.class.getClassLoader();
    try {
      return Class.forName(GATE, false, own) == caller;
    } catch (ClassNotFoundException | LinkageError e) {
      return isBelow(own, caller.getClassLoader());
    }
  }

  private static boolean isBelow(@Nullable ClassLoader own, @Nullable ClassLoader callers) {
    ClassLoader each = callers;
    while (each != null && each != own) {
      for (Class<?> type = each.getClass(); type != null; type = type.getSuperclass()) {
        if (type.getName().equals(WEBAPP_LOADER)) {
          return false;
        }
      }
      each = each.getParent();
    }
    return each == own;
  }

  /**
   * The copy that this one shares a judge with: the one before it in the same class loader, and
   * else the first of the next loader outwards that has one.
   */
  private static @Nullable Class<?> outer() {
    ClassLoader own = SharedSuppressor.class.getClassLoader();
    for (String copy : COPIES) {
      if (copy.equals(SharedSuppressor.class.getName())) {
        break;
      }
      Class<?> before = named(copy, own);
      if (before != null && before.getClassLoader() == own) {
        return before;
      }
    }
    ClassLoader parent = own == null ? null : own.getParent();
    return COPIES.stream()
        .map(copy -> named(copy, parent))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Class<?> named(String copy, @Nullable ClassLoader loader) {
    try {
      return Class.forName(copy, true, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  @SuppressWarnings("unchecked") // It is the same method of a copy of this class.
  private static BiFunction<Object[], @Nullable Throwable, @Nullable String> asked(
      @Nullable Class<?> outer) {
    try {
      Object asked = outer == null ? null : outer.getMethod("asked").invoke(null);
      if (asked != null) {
        return (BiFunction<Object[], @Nullable Throwable, @Nullable String>) asked;
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A copy of another version, which is asked in another way: this one asks for itself.
    }
    return SharedSuppressor::askFirst;
  }
}
