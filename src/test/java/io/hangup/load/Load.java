package io.hangup.load;

import java.io.IOException;

/** Something that a server has to bear. */
interface Load {
  /** What it is, after a number. */
  String title();

  Cost run(LoadServer server, int size) throws IOException, InterruptedException;
}
