package io.hangup.matrix;

/** The connectors of a matrix server; each also speaks HTTP/2. */
enum Connection {
  NIO("org.apache.coyote.http11.Http11NioProtocol", false),
  NIO2("org.apache.coyote.http11.Http11Nio2Protocol", false),
  NIO_TLS("org.apache.coyote.http11.Http11NioProtocol", true),
  NIO2_TLS("org.apache.coyote.http11.Http11Nio2Protocol", true);

  private final String protocol;
  private final boolean tls;

  Connection(String protocol, boolean tls) {
    this.protocol = protocol;
    this.tls = tls;
  }

  boolean isTls() {
    return tls;
  }

  boolean isNio2() {
    return this == NIO2 || this == NIO2_TLS;
  }

  /**
   * The connector's element. Its timeouts are short, so that clients that stall are given up on
   * within a test's patience; and no processor, request or response is used twice: the
   * application's threads may still hold those of a client that has gone.
   */
  String element(String keyStore) {
    return """
        <Connector port="0" address="127.0.0.1" protocol="%s" connectionTimeout="2000" maxThreads="50"
                   compression="on" compressionMinSize="200000" processorCache="0" %s>
          <UpgradeProtocol className="org.apache.coyote.http2.Http2Protocol" readTimeout="4000"
                           writeTimeout="2000" streamReadTimeout="2000" streamWriteTimeout="2000"
                           discardRequestsAndResponses="true"/>
          %s
        </Connector>
        """
        .formatted(
            protocol,
            tls ? "SSLEnabled=\"true\" scheme=\"https\" secure=\"true\"" : "",
            tls(keyStore));
  }

  private String tls(String keyStore) {
    return tls
        ? """
          <SSLHostConfig><Certificate certificateKeystoreFile="%s" certificateKeystorePassword="changeit"
                   certificateKeystoreType="PKCS12" type="RSA"/></SSLHostConfig>
          """
            .formatted(keyStore)
        : "";
  }
}
