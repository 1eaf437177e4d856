package dev.understudy.web;

import org.apache.camel.CamelContext;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the filters before everything else, and the last error page behind everything else. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(WebSettings settings, Problems problems) {
        var filter = new FilterRegistrationBean<>(new BodyLimit(settings, problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }

    @Bean
    FilterRegistrationBean<StillStarting> stillStarting(ObjectProvider<CamelContext> camel, Problems problems) {
        var filter = new FilterRegistrationBean<>(new StillStarting(camel, problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsInsteadOfHtml() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host)
                host.setErrorReportValveClass(ProblemValve.class.getName());
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusedCallersAreHeardOut(WebSettings settings) {
        return tomcat -> {
            tomcat.setProtocol(LingeringProtocol.class.getName());
            tomcat.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof LingeringProtocol protocol)
                    protocol.linger(settings.linger());
            });
        };
    }

    /**
     * Camel's platform-http hands each request to an executor: in 4.17 the first bean that is a ThreadPoolTaskExecutor (or a
     * SimpleAsyncTaskExecutor, preferred when spring.threads.virtual.enabled). This one lets the servlet's thread do the work:
     * no hand-over, no second queue, and Tomcat's own limits (server.tomcat.threads.max, accept-count) are the only ones.
     */
    @Bean
    ServletThreads httpThreads() {
        return new ServletThreads();
    }
}
