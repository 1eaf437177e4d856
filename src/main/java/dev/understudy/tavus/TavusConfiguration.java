package dev.understudy.tavus;

import dev.understudy.credential.ConfiguredKey;
import dev.understudy.credential.Provider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells those who keep the keys which one is configured for Tavus. */
@Configuration(proxyBeanMethods = false)
class TavusConfiguration {
    @Bean
    ConfiguredKey configuredTavusKey(TavusSettings settings) {
        return new ConfiguredKey(Provider.TAVUS, settings.apiKey());
    }
}
