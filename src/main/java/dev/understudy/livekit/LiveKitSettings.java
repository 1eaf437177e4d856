package dev.understudy.livekit;

import dev.understudy.common.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where LiveKit is and how we sign for it.
 *
 * @param url the server as this application reaches it ({@code ws}, {@code wss}, {@code http} or {@code https})
 * @param publicUrl the server as browsers and Tavus reach it; the same as {@code url} when not given
 * @param apiKey the key that signs tokens and calls
 * @param apiSecret its secret
 * @param otherKeys further keys whose webhooks are accepted, name to secret: both are valid while a key is changed
 * @param timeout of one call, connection included; above LiveKit's own 3 s for a call that no node answers
 * @param dispatchesInFlight how many dispatches may be younger than 3 s and without their agent (the server has 50 launch slots)
 */
@ConfigurationProperties("understudy.livekit")
public record LiveKitSettings(
        URI url,
        @Nullable URI publicUrl,
        String apiKey,
        Secret apiSecret,
        @Nullable Map<String, Secret> otherKeys,
        Duration timeout,
        int dispatchesInFlight) {

    /** The address that API calls go to: what is {@code wss} to clients is {@code https} to us. Ends without a slash. */
    String apiUrl() {
        return url.toString()
                .replaceFirst("(?i)^wss:", "https:")
                .replaceFirst("(?i)^ws:", "http:")
                .replaceFirst("/+$", "");
    }

    /** The address that browsers and Tavus are given, of a WebSocket: Tavus takes {@code https}, and its avatar never comes. */
    public URI addressForOthers() {
        return URI.create(socket((publicUrl == null || publicUrl.toString().isBlank() ? url : publicUrl).toString()));
    }

    /** The same address as clients need it: {@code http} becomes {@code ws}, {@code https} becomes {@code wss}. */
    public static String socket(String address) {
        return address.replaceFirst("(?i)^https:", "wss:").replaceFirst("(?i)^http:", "ws:");
    }
}
