package dev.understudy.credential;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.common.Refused;
import dev.understudy.credential.CredentialViews.View;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes that check keys on a schedule and on demand. */
class CredentialChecksTest {
    private static final String REFUSAL = "{\"message\":\"Invalid access token\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final ProviderDouble provider = new ProviderDouble();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void everySlotIsAskedForOnSchedule() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, "sandbox-configured");
        parts.file(
                "OPENAI_API_KEY=sandbox-a",
                "OPENAI_API_KEY_STANDBY=sandbox-b",
                "OPENAI_API_KEY_PREVIOUS=sandbox-c",
                "ELEVEN_API_KEY=sandbox-d",
                "ELEVEN_API_KEY_STANDBY=sandbox-d");
        provider.says(200, "{}");
        try (var routes = new CredentialRoutes(parts, provider.url())) {
            parts.schedule.due();
            parts.clock.pass(Duration.ofSeconds(6));
            routes.watch();
            await().atMost(PATIENCE).until(() -> parts.schedule.due().isEmpty() && provider.heard.size() >= 5);
        }
        assertThat(provider.heard)
                .as("a key in two slots once, who has no key not at all")
                .hasSize(5)
                .anyMatch(call -> call.contains("x-api-key=sandbox-configured"))
                .anyMatch(call -> call.contains("Bearer sandbox-a"))
                .anyMatch(call -> call.contains("Bearer sandbox-b"))
                .anyMatch(call -> call.contains("Bearer sandbox-c"))
                .anyMatch(call -> call.contains("xi-api-key=sandbox-d"));
        assertThat(parts.standings.all()).hasSize(5).allMatch(known -> known.verdict() == Verdict.VALID);
    }

    @Test
    void aSecondRefusalComesSoonAndMakesTheKeyBad() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, "sandbox-configured");
        provider.says(401, REFUSAL);
        try (var routes = new CredentialRoutes(parts, provider.url())) {
            parts.schedule.due();
            parts.clock.pass(Duration.ofSeconds(6));
            routes.watch();
            await().atMost(PATIENCE)
                    .until(() ->
                            provider.heard.size() == 1 && parts.schedule.due().isEmpty());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(parts.schedule.next(TAVUS))
                    .contains(
                            parts.clock.millis() + CheckParts.SETTINGS.confirm().toMillis()));
            assertThat(parts.open()).isEmpty();
            parts.clock.pass(CheckParts.SETTINGS.confirm());
            await().atMost(PATIENCE).until(() -> !parts.open().isEmpty());
            await().atMost(PATIENCE)
                    .until(() -> parts.schedule.next(TAVUS).orElseThrow()
                            >= parts.clock.millis() + Duration.ofMinutes(8).toMillis());
        }
        assertThat(parts.open()).hasSize(1).first().asString().startsWith("tavus_key_rejected key ");
    }

    @Test
    void whoeverWantsToKnowIsToldAtOnce() {
        var parts = CheckParts.of(folder, Dialect.SQLITE, "sandbox-configured");
        provider.says(200, "{}");
        try (var routes = new CredentialRoutes(parts, provider.url())) {
            var view = routes.send("credential-validate", "provider", "tavus")
                    .getMessage()
                    .getBody(View.class);
            assertThat(view.slots()).hasSize(1).allSatisfy(slot -> {
                assertThat(slot.slot()).isEqualTo("current");
                assertThat(slot.verdict()).isEqualTo("valid");
                assertThat(slot.reason()).isEqualTo("HTTP 200");
                assertThat(slot.checkedAt()).startsWith("1970-");
            });
            assertThat(view.toString()).doesNotContain("sandbox-configured");
            assertThat(refusal(routes, "deepgram")).isEqualTo("no-key-to-check");
            assertThat(refusal(routes, "acme")).isEqualTo("no-such-provider");
        }
        assertThat(provider.heard).hasSize(1);
    }

    private static String refusal(CredentialRoutes routes, String provider) {
        var failure = routes.send("credential-validate", "provider", provider).getException();
        return ((Refused) failure).problem().code();
    }
}
