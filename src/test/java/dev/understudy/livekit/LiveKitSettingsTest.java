package dev.understudy.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address of LiveKit's is handed on, and which one is called. */
class LiveKitSettingsTest {
    /** Tavus takes https, and its avatar never comes (livekit/agents#4277): everybody is given the WebSocket's address. */
    @ParameterizedTest
    @CsvSource({
        "https://project.livekit.cloud, , wss://project.livekit.cloud",
        "http://127.0.0.1:7880, , ws://127.0.0.1:7880",
        "HTTPS://project.livekit.cloud/a?b=http, , wss://project.livekit.cloud/a?b=http",
        "wss://project.livekit.cloud, , wss://project.livekit.cloud",
        "ws://livekit:7880, https://rooms.example.org, wss://rooms.example.org",
        "https://project.livekit.cloud, ' ', wss://project.livekit.cloud",
        "https://project.livekit.cloud, wss://rooms.example.org, wss://rooms.example.org",
    })
    void othersAreGivenAWebSocketsAddress(String url, @Nullable String publicUrl, String given) {
        assertThat(settings(url, publicUrl).addressForOthers().toString()).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "wss://project.livekit.cloud/, https://project.livekit.cloud",
        "WSS://project.livekit.cloud, https://project.livekit.cloud",
        "ws://livekit:7880, http://livekit:7880",
        "https://project.livekit.cloud, https://project.livekit.cloud",
    })
    void callsGoByHttp(String url, String called) {
        assertThat(settings(url, null).apiUrl()).isEqualTo(called);
    }

    private static LiveKitSettings settings(String url, @Nullable String publicUrl) {
        var others = publicUrl == null ? null : URI.create(publicUrl.strip());
        return new LiveKitSettings(URI.create(url), others, "k", Secret.of("s"), null, Duration.ofSeconds(1), 1);
    }
}
