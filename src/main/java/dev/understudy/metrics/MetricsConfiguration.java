package dev.understudy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the clock of webhooks before all other filters. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    FilterRegistrationBean<WebhookTimes> webhookTimes(MeterRegistry meters) {
        var filter = new FilterRegistrationBean<>(new WebhookTimes(meters));
        filter.addUrlPatterns("/livekit/webhook");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
