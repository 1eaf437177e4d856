package dev.understudy.livekit;

import dev.understudy.credential.ConfiguredKey;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Provider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells those who keep the keys which pair is configured for LiveKit. */
@Configuration(proxyBeanMethods = false)
class LiveKitConfiguration {
    @Bean
    ConfiguredKey configuredLiveKitKey(LiveKitSettings settings) {
        return new ConfiguredKey(Provider.LIVEKIT, new KeyPair(settings.apiKey(), settings.apiSecret()).asOne());
    }
}
