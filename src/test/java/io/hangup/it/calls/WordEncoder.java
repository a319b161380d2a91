package io.hangup.it.calls;

import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;

/** Encodes a {@link Word}. */
public class WordEncoder implements Encoder.Text<Word> {

  public WordEncoder() {
    Calls.add("new WordEncoder");
  }

  @Override
  public void init(EndpointConfig config) {
    Calls.add("encoder init", config);
  }

  @Override
  public String encode(Word word) {
    return "<" + word.text() + ">";
  }

  @Override
  public void destroy() {
    Calls.add("encoder destroy");
  }
}
