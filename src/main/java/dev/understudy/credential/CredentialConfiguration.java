package dev.understudy.credential;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells which keys are configured for the providers that have no package of their own. */
@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {
    @Bean
    ConfiguredKey configuredOpenAiKey(ProviderSettings settings) {
        return new ConfiguredKey(Provider.OPENAI, settings.openai().apiKey());
    }

    @Bean
    ConfiguredKey configuredElevenLabsKey(ProviderSettings settings) {
        return new ConfiguredKey(Provider.ELEVENLABS, settings.elevenlabs().apiKey());
    }

    @Bean
    ConfiguredKey configuredDeepgramKey(ProviderSettings settings) {
        return new ConfiguredKey(Provider.DEEPGRAM, settings.deepgram().apiKey());
    }

    @Bean
    ConfiguredKey configuredCartesiaKey(ProviderSettings settings) {
        return new ConfiguredKey(Provider.CARTESIA, settings.cartesia().apiKey());
    }
}
