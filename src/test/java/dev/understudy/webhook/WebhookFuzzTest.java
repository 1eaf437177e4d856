package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.Fuzz;
import dev.understudy.fixtures.FuzzedToken;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What anybody may send to the webhook's address: an event or a refusal comes of it, whatever it is. */
@Tag("fuzz")
class WebhookFuzzTest {
    /** Of understudy.web.body-limits, and of server.max-http-request-header-size. */
    private static final int BODY = 1 << 20;

    private static final int HEADERS = 16 << 10;
    private static final int LONGEST = 512;
    private final WebhookBody reader = new WebhookBody(Clock.systemUTC());
    private final LiveKitSignature signature = new LiveKitSignature(LiveKitParts.keys(new LiveKitSettings(
            URI.create("ws://x"),
            null,
            SignedWebhook.KEY,
            Secret.of(SignedWebhook.SECRET),
            null,
            Duration.ofSeconds(1),
            1)));

    @Test
    void anyBodyIsAnEventThatCanBeKeptOrIsRefused() {
        Fuzz.of("webhooks", BODY, Refused.class).at(body -> {
            var event = reader.read(body);
            var texts = Stream.of(
                    event.id(),
                    event.event(),
                    event.room(),
                    event.roomSid(),
                    event.participant(),
                    event.participantSid());
            assertThat(texts).allMatch(WebhookFuzzTest::canBeKept);
        });
    }

    @Test
    void anyHeaderIsASignatureOrIsRefused() {
        Fuzz.of("webhook-tokens", HEADERS, Refused.class).at(header -> {
            var hash = signature.signed(List.of(FuzzedToken.of(header)));
            assertThatThrownBy(() -> signature.check(header, hash)).isInstanceOf(Refused.class);
        });
    }

    private static boolean canBeKept(String text) {
        return text.length() <= LONGEST
                && text.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
