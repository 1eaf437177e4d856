package dev.understudy.management;

import dev.understudy.access.Access;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * What the management port has of its own. It is named in META-INF/spring/…ManagementContextConfiguration.imports and carries no
 * annotation, so that the scan of the application does not find it and put its filter before the public port.
 */
public class ManagementPort {
    /** The filter before everything else there. */
    @Bean
    public FilterRegistrationBean<?> operatorDoor(Access access, WebEndpointProperties endpoints) {
        var filter = new FilterRegistrationBean<>(new OperatorDoor(access, endpoints.getBasePath()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Where Hawtio's page looks for Jolokia. */
    @Bean
    public FilterRegistrationBean<?> hawtioToJolokia(WebEndpointProperties endpoints) {
        var base = endpoints.getBasePath();
        var filter = new FilterRegistrationBean<>(new HawtioToJolokia(base + "/hawtio/jolokia", base + "/jolokia"));
        filter.addUrlPatterns(base + "/hawtio/jolokia", base + "/hawtio/jolokia/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
