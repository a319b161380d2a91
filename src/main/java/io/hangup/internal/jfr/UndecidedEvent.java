package io.hangup.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** With a stack trace: it shows who logs. */
@Name("io.hangup.Undecided")
@Label("Undecided")
@Description("A record that had a disconnect in its chain of causes stayed")
@Category("Hangup")
final class UndecidedEvent extends Event {
  @Label("Reason")
  @Nullable String reason;
}
