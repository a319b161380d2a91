package com.example.app;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.server.reactive.TomcatHttpHandlerAdapter;
import org.springframework.web.WebApplicationInitializer;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.servlet.DispatcherServlet;

/** A servlet for each framework. */
public final class Application implements WebApplicationInitializer {
  @Override
  public void onStartup(ServletContext context) {
    AnnotationConfigWebApplicationContext mvc = new AnnotationConfigWebApplicationContext();
    mvc.register(MvcApplication.class);
    add(context, "mvc", new DispatcherServlet(mvc));
    AnnotationConfigApplicationContext flux =
        new AnnotationConfigApplicationContext(FluxApplication.class);
    add(
        context,
        "flux",
        new TomcatHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(flux).build()));
    add(
        context,
        "rest",
        new ServletContainer(
            new ResourceConfig(RestResource.class).register(new RestResource.Failed())));
  }

  private static void add(ServletContext context, String name, Servlet servlet) {
    ServletRegistration.Dynamic added = context.addServlet(name, servlet);
    added.addMapping("/" + name + "/*");
    added.setAsyncSupported(true);
    added.setLoadOnStartup(1);
  }
}
