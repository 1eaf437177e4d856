package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.tavus.TavusSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agent is given that brings no persona: livekit-plugins-tavus 1.0.22 to 1.5.0 asks for one first. */
class GatewayPalsTest {
    /** The plugin's body. */
    private static final String ASKED = "{\"persona_name\":\"lk_persona\",\"pipeline_mode\":\"echo\",\"layers\":"
            + "{\"transport\":{\"transport_type\":\"livekit\"}}}";

    @Test
    void theConfiguredOneUnderBothNames() {
        var reply = pals("p1").configured(bytes(ASKED));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(Map.of("persona_id", "p1", "pal_id", "p1"));
        assertThat(pals("p1").configured(null).body()).isEqualTo(reply.body());
    }

    @ParameterizedTest
    @CsvSource({", echo", "' ', echo", "p1, full"})
    void whereThereIsNoneOfThatKindItIsSaidWhatToSet(@Nullable String pal, String kind) {
        assertThatThrownBy(() -> pals(pal).configured(bytes(ASKED.replace("echo", kind))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(409);
                    assertThat(refused.problem().detail()).contains("TAVUS_PERSONA_ID", "TAVUS_PAL_ID", "echo");
                });
    }

    private static GatewayPals pals(@Nullable String pal) {
        var second = Duration.ofSeconds(1);
        return new GatewayPals(new TavusSettings(
                URI.create("http://x"), Secret.of("k"), "f1", pal, second, second, second, 1, second, null));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
