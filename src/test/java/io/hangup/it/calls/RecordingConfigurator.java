package io.hangup.it.calls;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.TreeMap;

/** A configurator of the application's. */
public class RecordingConfigurator extends ServerEndpointConfig.Configurator {

  @Override
  public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
    T instance = super.getEndpointInstance(endpointClass);
    Calls.add("getEndpointInstance", endpointClass, instance);
    return instance;
  }

  @Override
  public boolean checkOrigin(String origin) {
    Calls.add("checkOrigin", origin);
    return super.checkOrigin(origin);
  }

  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    Calls.add("getNegotiatedSubprotocol", supported, requested);
    return super.getNegotiatedSubprotocol(supported, requested);
  }

  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    Calls.add("getNegotiatedExtensions", installed.size(), requested.size());
    return super.getNegotiatedExtensions(installed, requested);
  }

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    Calls.add(
        "modifyHandshake",
        config,
        request.getClass(),
        new TreeMap<>(request.getHeaders()),
        request.getParameterMap().keySet(),
        request.getHttpSession() == null ? "no session" : "session",
        response.getHeaders().keySet());
    config.getUserProperties().put("handshake", "modified");
    response.getHeaders().put("X-Handshake", List.of("modified"));
  }
}
