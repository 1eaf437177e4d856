package dev.understudy.startup;

import static dev.understudy.startup.Starts.COMPLETE;
import static dev.understudy.startup.Starts.refusal;
import static dev.understudy.startup.Starts.start;
import static dev.understudy.startup.Starts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.OneAtATime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What production asks for, told all at once. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class ProductionNeedsTest {
    @TempDir
    Path folder;

    @Test
    void productionStartsWithWhatItNeeds() {
        var environment = start(COMPLETE, "production");
        assertThat(environment.getProperty("understudy.livekit.url")).isEqualTo("wss://project.livekit.example");
        assertThat(environment.getProperty("understudy.tavus.url")).isEqualTo("https://tavusapi.com");
        assertThat(environment.getProperty("understudy.session.agent-name")).isEqualTo("avatar-agent");
        assertThat(environment.getProperty("understudy.database.url")).isEqualTo("jdbc:sqlite:data/understudy.db");
    }

    @Test
    void productionNamesAllThatIsMissingAtOnce() {
        assertThat(refusal(Map.of(), "production"))
                .contains(
                        "LIVEKIT_URL is missing",
                        "LIVEKIT_API_KEY is missing",
                        "LIVEKIT_API_SECRET is missing",
                        "UNDERSTUDY_ACCESS is missing",
                        "UNDERSTUDY_API_TOKEN is missing",
                        "TAVUS_API_KEY is missing",
                        "TAVUS_FACE_ID or TAVUS_PAL_ID is missing");
    }

    @Test
    void theTokensOfAgentsOpenNothingElseAndCannotBeGuessed() {
        var wrong = new HashMap<>(COMPLETE);
        wrong.put("UNDERSTUDY_GATEWAY_TOKEN", "short-secret");
        assertThat(refusal(wrong, "production"))
                .contains("UNDERSTUDY_GATEWAY_TOKEN needs 16")
                .doesNotContain("short-secret");
        wrong.put("UNDERSTUDY_GATEWAY_TOKEN", String.valueOf(COMPLETE.get("UNDERSTUDY_API_TOKEN")));
        assertThat(refusal(wrong, "production")).contains("UNDERSTUDY_GATEWAY_TOKEN must not be");
        wrong.put("UNDERSTUDY_AGENT_TOKEN", "short-secret");
        assertThat(refusal(wrong, "production"))
                .contains("UNDERSTUDY_AGENT_TOKEN needs 16")
                .doesNotContain("short-secret");
        wrong.put("UNDERSTUDY_AGENT_TOKEN", String.valueOf(COMPLETE.get("UNDERSTUDY_API_TOKEN")));
        assertThat(refusal(wrong, "production")).contains("UNDERSTUDY_AGENT_TOKEN must not be");
    }

    @Test
    void productionNamesAllThatIsWrongAtOnceAndNoSecret() {
        var wrong = new HashMap<>(COMPLETE);
        wrong.put("LIVEKIT_URL", "livekit.example");
        wrong.put("LIVEKIT_PUBLIC_URL", "ftp://x");
        wrong.put("UNDERSTUDY_ACCESS", "everyone");
        wrong.put("UNDERSTUDY_API_TOKEN", "short-secret");
        wrong.put("AVATAR_PROVIDER", "hologram");
        wrong.put("TAVUS_API_URL", "://");
        wrong.put("UNDERSTUDY_PUBLIC_URL", "wss://x");
        wrong.put("UNDERSTUDY_DATABASE_URL", "mysql://user:db-password@x/y");
        assertThat(refusal(wrong, "production"))
                .contains(
                        "LIVEKIT_URL must",
                        "LIVEKIT_PUBLIC_URL must",
                        "UNDERSTUDY_ACCESS must be one of bearer, oidc, open")
                .contains(
                        "UNDERSTUDY_API_TOKEN needs 16",
                        "AVATAR_PROVIDER must be one of audio, tavus",
                        "TAVUS_API_URL must")
                .contains("UNDERSTUDY_PUBLIC_URL must", "UNDERSTUDY_DATABASE_URL must")
                .doesNotContain("short-secret", "db-password");
    }

    @Test
    void withoutFacesTavusNeedsNothing() {
        var audio = new HashMap<>(COMPLETE);
        audio.keySet().removeAll(List.of("TAVUS_API_KEY", "TAVUS_FACE_ID"));
        audio.put("AVATAR_PROVIDER", "audio");
        assertThat(start(audio, "production").getProperty("understudy.avatar.provider"))
                .isEqualTo("audio");
    }

    @Test
    void aKeyInTheSecretsFileIsAsGoodAsOneInTheEnvironment() throws IOException {
        var kept = new HashMap<>(COMPLETE);
        kept.remove("TAVUS_API_KEY");
        kept.put("UNDERSTUDY_SECRETS_FILE", secrets("TAVUS_API_KEY=sandbox-kept\n", "rw-------"));
        assertThat(start(kept, "production").getProperty("understudy.credential.secrets-file"))
                .isEqualTo(kept.get("UNDERSTUDY_SECRETS_FILE"));
        kept.put("UNDERSTUDY_SECRETS_FILE", secrets("TAVUS_API_KEY=\nTAVUS_API_KEY_NEXT=sandbox-kept\n", "rw-------"));
        assertThat(refusal(kept, "production")).contains("TAVUS_API_KEY is missing");
        kept.put("UNDERSTUDY_SECRETS_FILE", folder.resolve("none.env").toString());
        assertThat(refusal(kept, "production")).contains("TAVUS_API_KEY is missing");
    }

    @Test
    void aSecretsFileThatOthersCanOpenOrThatIsNoneIsRefused() throws IOException {
        var open = with("UNDERSTUDY_SECRETS_FILE", secrets("TAVUS_API_KEY=sandbox-kept\n", "rw-r-----"));
        assertThat(refusal(open, "production"))
                .contains("UNDERSTUDY_SECRETS_FILE (" + open.get("UNDERSTUDY_SECRETS_FILE")
                        + ") can be opened by others");
        var strange = with("UNDERSTUDY_SECRETS_FILE", secrets("A=1\nexport F=sandbox-kept\n", "rw-------"));
        assertThat(refusal(strange, "production"))
                .contains("cannot be read: line 2: white space in a name")
                .doesNotContain("sandbox-kept");
        var folderAsFile = with("UNDERSTUDY_SECRETS_FILE", folder.toString());
        assertThat(refusal(folderAsFile, "production")).contains("UNDERSTUDY_SECRETS_FILE");
    }

    private String secrets(String text, String mode) throws IOException {
        var file = Files.writeString(folder.resolve("secrets.env"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))
                .toString();
    }

    @Test
    void bearerWantsATokenThatIsNotTheOperators() {
        var bearer = with("UNDERSTUDY_ACCESS", "bearer");
        assertThat(refusal(bearer, "production")).contains("UNDERSTUDY_ACCESS_TOKEN is missing");
        bearer.put("UNDERSTUDY_ACCESS_TOKEN", "operator-token-16");
        assertThat(refusal(bearer, "production")).contains("UNDERSTUDY_ACCESS_TOKEN must not be the operator's");
        bearer.put("UNDERSTUDY_ACCESS_TOKEN", "visitor-token-16");
        assertThat(start(bearer, "production").getProperty("understudy.access.mode"))
                .isEqualTo("bearer");
    }

    @Test
    void oidcWantsItsIssuerAndAudience() {
        assertThat(refusal(with("UNDERSTUDY_ACCESS", "oidc"), "production"))
                .contains("UNDERSTUDY_OIDC_ISSUER is missing", "UNDERSTUDY_OIDC_AUDIENCE is missing");
    }

    @Test
    void whatIsOnlyUnwiseIsAWarning(CapturedOutput output) throws IOException {
        var unwise = with("LIVEKIT_URL", "ws://livekit.example");
        unwise.put("LIVEKIT_PUBLIC_URL", "wss://127.0.0.1");
        unwise.put("LIVEKIT_API_SECRET", "weak-but-mine");
        unwise.put("UNDERSTUDY_SECRETS_FILE", secrets("TAVUS_API_KEY=sandbox-kept", "rw-------"));
        unwise.remove("TAVUS_FACE_ID");
        unwise.put("TAVUS_REPLICA_ID", "old-face");
        unwise.put("ELEVENLABS_API_KEY", "sandbox-misnamed");
        var environment = start(unwise, "production");
        assertThat(environment.getProperty("understudy.tavus.face-id")).isEqualTo("old-face");
        assertThat(output)
                .contains("LIVEKIT_URL is not encrypted", "LIVEKIT_PUBLIC_URL is a loopback address")
                .contains("LIVEKIT_API_SECRET has fewer than 32", "TAVUS_REPLICA_ID is an old name of TAVUS_FACE_ID")
                .contains("TAVUS_API_KEY is another one than that in UNDERSTUDY_SECRETS_FILE")
                .contains("ELEVENLABS_API_KEY is not read, here and by LiveKit's agents: its name is ELEVEN_API_KEY")
                .doesNotContain("weak-but-mine", "sandbox-kept", "sandbox-misnamed");
    }
}
