package com.example.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RequestParam;

/** What the test asks, and the errors that are none of the client's. */
@RestController
class ControlController {
  @GetMapping("/ended")
  String ended() {
    return Ended.COUNT.toString();
  }

  @GetMapping("/mistake")
  String mistake() {
    throw new IllegalStateException("A mistake of the application's");
  }

  /** A backend's connection is reset: the words of a client's hang-up. */
  @GetMapping("/backend")
  String backend(@RequestParam("port") int port) throws IOException {
    try (Socket backend = new Socket(InetAddress.getLoopbackAddress(), port)) {
      backend.getOutputStream().write(1);
      return Integer.toString(backend.getInputStream().read());
    }
  }
}
