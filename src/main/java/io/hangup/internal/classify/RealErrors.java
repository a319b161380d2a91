package io.hangup.internal.classify;

import java.util.List;
import java.util.Set;

/**
 * Types that are real errors wherever they stand in a chain, and whatever caused them: the record
 * that carries one stays visible. A subclass counts as its superclass does, as far as the throwable
 * is alive.
 */
final class RealErrors {
  private static final Set<String> TYPES =
      Set.of(
          // Nobody wraps a hang-up in one on purpose: OutOfMemoryError, AssertionError.
          "java.lang.Error",
          // The JDK's other sockets: Tomcat connects to no client, and looks up none.
          "java.net.BindException",
          "java.net.ConnectException",
          "java.net.HttpRetryException",
          "java.net.NoRouteToHostException",
          "java.net.PortUnreachableException",
          "java.net.UnknownHostException",
          "java.net.UnknownServiceException",
          // Clients of other servers, each the root of its library's own hierarchy.
          "co.elastic.clients.transport.TransportException",
          "com.amazonaws.SdkBaseException",
          "com.couchbase.client.core.error.CouchbaseException",
          "com.datastax.oss.driver.api.core.DriverException",
          "com.mongodb.MongoException",
          "feign.FeignException",
          "io.lettuce.core.RedisException",
          "io.nats.client.JetStreamApiException",
          "io.r2dbc.spi.R2dbcException",
          "org.apache.kafka.common.KafkaException",
          "org.apache.pulsar.client.api.PulsarClientException",
          "org.apache.solr.client.solrj.SolrServerException",
          "org.apache.zookeeper.KeeperException",
          "org.hibernate.HibernateException",
          "org.redisson.client.RedisException",
          "reactor.netty.http.client.PrematureCloseException",
          "software.amazon.awssdk.core.exception.SdkException");

  private static final List<String> PACKAGES =
      List.of(
          // The JDK's clients: databases, directories, remote objects, HTTP.
          "java.sql.",
          "javax.sql.",
          "javax.naming.",
          "java.rmi.",
          "java.net.http.",
          // Jakarta's: messages, mail, entities, connectors, transactions, web services, the client
          // half of REST.
          "jakarta.jms.",
          "javax.jms.",
          "jakarta.mail.",
          "javax.mail.",
          "jakarta.persistence.",
          "javax.persistence.",
          "jakarta.resource.",
          "javax.resource.",
          "jakarta.transaction.",
          "javax.transaction.",
          "jakarta.xml.ws.",
          "javax.xml.ws.",
          "jakarta.ws.rs.client.",
          "javax.ws.rs.client.",
          // Spring's, which name a whole hierarchy each: RestClientException, WebClientException,
          // DataAccessException, TransactionException, JmsException. A MessagingException says that
          // a message has not been handled, even where what failed was to pass it on to a client;
          // STOMP's own sending to clients catches what fails, and wraps it in none.
          "org.springframework.web.client.",
          "org.springframework.web.reactive.function.client.",
          "org.springframework.dao.",
          "org.springframework.jdbc.",
          "org.springframework.orm.",
          "org.springframework.transaction.",
          "org.springframework.jms.",
          "org.springframework.mail.",
          "org.springframework.messaging.",
          "org.springframework.amqp.",
          "org.springframework.kafka.",
          "org.springframework.ldap.",
          "org.springframework.ws.client.",
          // Drivers and HTTP clients that have no single root.
          "com.rabbitmq.client.",
          "io.grpc.",
          "net.spy.memcached.",
          "okhttp3.",
          "org.apache.activemq.",
          "org.apache.commons.net.",
          "org.apache.hc.",
          "org.apache.http.",
          "org.asynchttpclient.",
          "org.elasticsearch.",
          "org.neo4j.driver.",
          "org.opensearch.",
          "redis.clients.jedis.",
          "retrofit2.");

  /** What an interrupted thread of the application's throws, whatever else is in the chain. */
  private static final Set<String> INTERRUPTIONS =
      Set.of("java.lang.InterruptedException", "java.nio.channels.ClosedByInterruptException");

  private static final ClassValue<Boolean> OF_TYPE =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          Class<?> above = type.getSuperclass();
          return isNamed(type.getName()) || (above != null && computeValue(above));
        }
      };

  private RealErrors() {}

  /** Whether {@code link} is one. */
  static boolean contains(ThrowableView link) {
    Throwable thrown = link.thrown();
    if (thrown == null) {
      // A name says nothing of superclasses; by convention it says that it is an Error.
      return link == PrintedThrowable.UNREADABLE
          || isNamed(link.type())
          || link.type().endsWith("Error");
    }
    return OF_TYPE.get(thrown.getClass());
  }

  /** Whether {@code link} makes the failure the application's own doing: no disconnect at all. */
  static boolean isInterruption(ThrowableView link) {
    return INTERRUPTIONS.contains(link.type());
  }

  private static boolean isNamed(String type) {
    return TYPES.contains(type) || PACKAGES.stream().anyMatch(type::startsWith);
  }
}
