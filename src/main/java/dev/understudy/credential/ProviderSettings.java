package dev.understudy.credential;

import dev.understudy.common.Secret;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The providers that only the workers call; their keys are looked after all the same.
 *
 * @param openai the language model
 * @param elevenlabs the voice
 * @param deepgram speech recognition
 * @param cartesia another voice
 */
@ConfigurationProperties("understudy.credential")
record ProviderSettings(Account openai, Account elevenlabs, Account deepgram, Account cartesia) {
    /**
     * An account there.
     *
     * @param url the API's address, without a version
     * @param apiKey the configured key, which counts while the secrets file has none; empty when there is none to look after
     */
    record Account(URI url, Secret apiKey) {}
}
