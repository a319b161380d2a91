package com.example.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the test asks, and the errors that are none of the client's. */
@RestController
class ControlController {
  @GetMapping("/ended")
  String ended() {
    return Ended.COUNT.toString();
  }

  /** An attribute of the only MBean whose name matches. */
  @GetMapping("/mbean")
  String attribute(@RequestParam("name") String name, @RequestParam("attribute") String attribute)
      throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName only = beans.queryNames(new ObjectName(name), null).iterator().next();
    return beans.getAttribute(only, attribute).toString();
  }

  @GetMapping("/mistake")
  String mistake() {
    throw new IllegalStateException("A mistake of the application's");
  }

  @GetMapping("/backend")
  String backend(@RequestParam("port") int port) throws IOException {
    return Integer.toString(Backend.ask(port));
  }
}
