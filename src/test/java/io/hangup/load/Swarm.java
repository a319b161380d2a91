package io.hangup.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Many connections to one server, which cost one thread. */
final class Swarm implements Closeable {
  private static final int CONNECTING_AT_A_TIME = 100;
  private static final int PORTS_OF_AN_ADDRESS = 20_000;
  private static final int READ_BYTES = 64 * 1024;
  private static final Duration GOOD_BYE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final double FEW_LOST = 0.99;

  private final Selector selector = Selector.open();
  private final ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
  private final List<Member> members = new ArrayList<>();
  private final InetSocketAddress server;
  private final Supplier<Dialect> dialects;
  private long answers;
  private boolean opening;
  private boolean talking;
  private boolean leaving;

  Swarm(int port, Supplier<Dialect> dialects) throws IOException {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.dialects = dialects;
  }

  /** Opens connections, and waits until each has had its first answers. */
  Swarm open(int connections) throws IOException {
    long wanted = 0;
    opening = true;
    while (members.size() < connections) {
      int more = Math.min(CONNECTING_AT_A_TIME, connections - members.size());
      for (int i = 0; i < more; i++) {
        wanted += connect().dialect.width();
      }
      long enough = wanted;
      run(() -> answers >= enough, PATIENCE);
      if (answers < wanted * FEW_LOST) {
        throw new IOException(answers + " answers of " + wanted);
      }
      wanted = Math.min(wanted, answers);
    }
    opening = false;
    return this;
  }

  private Member connect() throws IOException {
    SocketChannel channel = SocketChannel.open();
    int address = 1 + members.size() / PORTS_OF_AN_ADDRESS;
    if (address > 1) {
      channel.bind(new InetSocketAddress("127.0.0." + address, 0));
    }
    channel.connect(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.configureBlocking(false);
    Member member = new Member(channel, dialects.get());
    channel.register(selector, SelectionKey.OP_READ, member);
    members.add(member);
    member.say(member.dialect.hello());
    return member;
  }

  /** Has the first {@code speakers} ask again whenever they are answered; counts the answers. */
  long talk(int speakers, Duration time) throws IOException {
    long before = answers;
    talking = true;
    for (Member each : members.subList(0, Math.min(speakers, members.size()))) {
      for (int i = 0; i < each.dialect.width(); i++) {
        each.say(each.dialect.next());
      }
    }
    run(() -> false, time);
    talking = false;
    long counted = answers - before;
    // What is still under way.
    run(() -> false, Duration.ofMillis(200));
    return counted;
  }

  /** Answers pings, and nothing else. */
  void idle(Duration time) throws IOException {
    run(() -> false, time);
  }

  private void run(BooleanSupplier enough, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    while (!enough.getAsBoolean() && System.nanoTime() < end) {
      selector.select(this::read, Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }

  private void read(SelectionKey key) {
    Member member = (Member) key.attachment();
    try {
      received.clear();
      if (member.channel.read(received) < 0) {
        member.channel.close();
        if (!leaving) {
          replace(member);
        }
        return;
      }
      received.flip();
      int answered = member.dialect.answers(received);
      answers += answered;
      member.say(member.dialect.reply());
      for (int i = 0; talking && i < answered; i++) {
        member.say(member.dialect.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tomcat cuts a request short now and then that has nothing to do with anything: a failure of the
   * one before it, recorded too late, see {@code FailureOwners}.
   */
  private void replace(Member lost) throws IOException {
    if (!opening) {
      throw new IOException("The server has closed a connection");
    }
    members.remove(lost);
    connect();
  }

  /** Hangs up, all at once. */
  void abort() throws IOException {
    for (Member each : members) {
      byte[] words = each.dialect.abort();
      if (words == null) {
        each.channel.close();
      } else {
        each.say(words);
      }
    }
    // Only now the sockets go.
    selector.selectNow();
  }

  /** Says good-bye, where there is one to say, before it goes. */
  @Override
  public void close() throws IOException {
    leaving = true;
    boolean isBye = false;
    for (Member each : members) {
      byte[] bye = each.dialect.bye();
      if (bye.length > 0 && each.channel.isOpen()) {
        each.say(bye);
        isBye = true;
      }
    }
    if (isBye) {
      run(() -> members.stream().noneMatch(each -> each.channel.isOpen()), GOOD_BYE);
    }
    for (Member each : members) {
      each.channel.close();
    }
    selector.close();
  }

  private record Member(SocketChannel channel, Dialect dialect) {
    void say(byte[] words) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(words);
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
