package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Refused;
import dev.understudy.fixtures.Fuzz;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What anybody may ask a token for: a request that can be signed and answered comes of it, or a refusal. */
@Tag("fuzz")
class TokenFuzzTest {
    /** Of understudy.web.body-limit. */
    private static final int BODY = 64 << 10;

    private static final TokenSettings SETTINGS = new TokenSettings(
            Duration.ofMinutes(15),
            Duration.ofSeconds(10),
            TokenSettings.Naming.ASKED,
            TokenSettings.Naming.ASKED,
            Pattern.compile("[A-Za-z0-9_.:+-]{1,256}"),
            false,
            TokenSettings.Limits.LIVEKIT);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final TokenReading reading = Ours.reading(SETTINGS, "avatar-agent");

    @Test
    void anyBodyIsARequestOrIsRefused() {
        Fuzz.of("tokens", BODY, Refused.class).at(body -> {
            var asked = reading.read(body);
            assertThat(asked.room()).isNotBlank();
            assertThat(asked.identity()).isNotBlank();
            JSON.writeValueAsBytes(asked);
        });
    }
}
