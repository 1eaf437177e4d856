package dev.understudy.startup;

import static dev.understudy.startup.Starts.refusal;
import static dev.understudy.startup.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.OneAtATime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which profile is settled before anything runs, and how a refusal looks. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class StartupTest {
    @Test
    void withoutAProfileItIsTheSandboxOnLoopback() {
        var environment = start(Map.of());
        assertThat(environment.matchesProfiles("sandbox")).isTrue();
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(environment.getProperty("understudy.access.api-token")).isEqualTo("sandbox");
        assertThat(environment.getProperty("understudy.livekit.url")).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void theSandboxHasANewAndEmptyDatabaseEachTime() {
        var first = start(Map.of()).getProperty("understudy.database.url", "");
        var second = start(Map.of()).getProperty("understudy.database.url", "");
        assertThat(first).isNotEqualTo(second);
        assertThat(Path.of(first.replace("jdbc:sqlite:", ""))).isEmptyFile();
    }

    @Test
    void theSandboxHasNewAndEmptySecretsEachTime() {
        var first = start(Map.of()).getProperty("understudy.credential.secrets-file", "");
        var second = start(Map.of()).getProperty("understudy.credential.secrets-file", "");
        assertThat(first).isNotEqualTo(second);
        assertThat(Path.of(first)).isEmptyFile();
    }

    @Test
    void theSandboxDoesNotTouchWhatIsMeantForProduction() {
        var environment = start(Map.of(
                "UNDERSTUDY_SECRETS_FILE",
                "/etc/understudy/secrets.env",
                "UNDERSTUDY_CREDENTIAL_SECRETS_FILE",
                "/etc/understudy/secrets.env",
                "UNDERSTUDY_DATABASE_URL",
                "postgres://u:p@db.example/x",
                "UNDERSTUDY_PUBLIC_URL",
                "https://real.example"));
        assertThat(environment.getProperty("understudy.database.url")).startsWith("jdbc:sqlite:/");
        assertThat(environment.getProperty("understudy.credential.secrets-file"))
                .contains("understudy-sandbox-");
        assertThat(environment.getProperty("understudy.public-url")).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void keysWithoutAProfileAreNotPlayedWith() {
        for (var key : List.of("LIVEKIT_API_SECRET", "TAVUS_API_KEY"))
            assertThat(refusal(Map.of(key, "something-secret")))
                    .contains(key, "production", "sandbox")
                    .doesNotContain("something-secret");
    }

    @Test
    void bothProfilesTogetherAreRefused() {
        assertThat(refusal(Map.of(), "sandbox", "production")).contains("cannot be active together");
    }

    @Test
    void aMisspelledProfileIsRefused() {
        assertThat(refusal(Map.of(), "prod")).contains("[prod]", "production", "sandbox");
    }

    @Test
    void aRefusalIsAMessageAndNoStackTrace(CapturedOutput output) {
        refusal(Map.of(), "production");
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "LIVEKIT_URL is missing")
                .doesNotContain("\tat ");
    }

    @Test
    void theBannerSaysWhereTheSandboxIsAndHowToLeaveIt() {
        var shown = new java.io.ByteArrayOutputStream();
        new StartBanner().printBanner(start(Map.of("SERVER_PORT", "18999")), null, new java.io.PrintStream(shown));
        assertThat(shown.toString())
                .contains(
                        "SANDBOX",
                        "http://127.0.0.1:18999",
                        "Operator token  sandbox",
                        "--spring.profiles.active=production");
    }
}
