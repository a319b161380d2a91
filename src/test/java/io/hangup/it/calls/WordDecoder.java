package io.hangup.it.calls;

import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;

/** Decodes a {@link Word}. */
public class WordDecoder implements Decoder.Text<Word> {

  public WordDecoder() {
    Calls.add("new WordDecoder");
  }

  @Override
  public void init(EndpointConfig config) {
    Calls.add("decoder init", config);
  }

  @Override
  public boolean willDecode(String text) {
    return true;
  }

  @Override
  public Word decode(String text) {
    return new Word(text);
  }

  @Override
  public void destroy() {
    Calls.add("decoder destroy");
  }
}
