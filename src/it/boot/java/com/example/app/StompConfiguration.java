package com.example.app;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;

/** STOMP with Spring's own simple broker, and a topic that never rests. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocketMessageBroker
class StompConfiguration implements WebSocketMessageBrokerConfigurer {
  @Override
  public void registerStompEndpoints(StompEndpointRegistry registry) {
    registry.addEndpoint("/stomp");
  }

  @Override
  public void configureMessageBroker(MessageBrokerRegistry registry) {
    registry.enableSimpleBroker("/topic");
  }

  /** Sends to the topic, and hears of the sessions that end. */
  @Component
  static class Ticker {
    private final SimpMessagingTemplate messages;

    Ticker(SimpMessagingTemplate messages) {
      this.messages = messages;
    }

    @Scheduled(fixedRate = 5)
    void tick() {
      messages.convertAndSend("/topic/ticks", "tick");
    }

    @EventListener
    void ended(SessionDisconnectEvent event) {
      Ended.COUNT.incrementAndGet();
    }
  }
}
