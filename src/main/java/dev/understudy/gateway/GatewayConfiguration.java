package dev.understudy.gateway;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the gateway's filters before everything else: what the others refuse is answered in the gateway's shape too. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
    @Bean
    FilterRegistrationBean<TavusShape> tavusShape() {
        var filter = new FilterRegistrationBean<>(new TavusShape());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    FilterRegistrationBean<OneSlash> oneSlash() {
        var filter = new FilterRegistrationBean<>(new OneSlash());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
        return filter;
    }
}
