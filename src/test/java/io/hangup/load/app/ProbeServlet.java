package io.hangup.load.app;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Says what the server has used and holds, a name and a number on each line. */
@WebServlet("/probe")
public class ProbeServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final UnixOperatingSystemMXBean SYSTEM =
      (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Threads end, and what they have allocated is still allocated. */
  private static final Map<Long, Long> ALLOCATED = new HashMap<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getParameter("collect") != null) {
      // A concurrent cycle, with -XX:+ExplicitGCInvokesConcurrent.
      System.gc();
    }
    response.setContentType("text/plain");
    if (request.getParameter("calm") != null) {
      // Asked often while it is measured.
      response.getWriter().print("open " + Live.OPEN + "\ndropped " + Live.DROPPED + "\n");
      return;
    }
    response
        .getWriter()
        .print(
            "cpu "
                + SYSTEM.getProcessCpuTime()
                + "\nallocated "
                + allocated()
                + "\nopen "
                + Live.OPEN
                + "\nopened "
                + Live.OPENED
                + "\ndropped "
                + Live.DROPPED
                + "\ndisconnects "
                + disconnects()
                + "\nheap "
                + heap()
                + "\nthreads "
                + THREADS.getThreadCount()
                + "\ndescriptors "
                + SYSTEM.getOpenFileDescriptorCount()
                + "\nhandlers "
                + handlers()
                + "\n");
  }

  private static synchronized long allocated() {
    long[] ids = THREADS.getAllThreadIds();
    long[] bytes = THREADS.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      ALLOCATED.merge(ids[i], bytes[i], Math::max);
    }
    return ALLOCATED.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Those that Hangup has counted; none without it. */
  private static long disconnects() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName hangup = new ObjectName("Catalina:type=Hangup");
      return beans.isRegistered(hangup) ? (Long) beans.getAttribute(hangup, "disconnects") : 0;
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the old generation holds; the young one comes and goes. */
  private static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().contains("Old"))
        .map(MemoryPoolMXBean::getUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static int handlers() {
    LogManager manager = LogManager.getLogManager();
    Set<Handler> handlers = new HashSet<>();
    for (String name : Collections.list(manager.getLoggerNames())) {
      Logger logger = manager.getLogger(name);
      if (logger != null) {
        handlers.addAll(List.of(logger.getHandlers()));
      }
    }
    return handlers.size();
  }
}
