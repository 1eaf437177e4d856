package dev.understudy.tavus;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * Sends each request once: by itself the HTTP client would repeat what was answered with 429 or 503, a create too, and two
 * conversations would be paid for.
 */
@Component("oneTry")
class OneTry implements HttpClientConfigurer {
    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
    }
}
