package dev.understudy.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What is settled before anything runs, with variables given as an operating system would give them. */
@ExtendWith(OutputCaptureExtension.class)
class StartupTest {
    private static final Map<String, Object> COMPLETE = Map.of(
            "LIVEKIT_URL", "wss://project.livekit.example",
            "LIVEKIT_API_KEY", "key",
            "LIVEKIT_API_SECRET", "s".repeat(32),
            "UNDERSTUDY_ACCESS", "open",
            "UNDERSTUDY_API_TOKEN", "operator-token-16",
            "TAVUS_API_KEY", "tavus-key",
            "TAVUS_FACE_ID", "face");

    @TempDir
    Path folder;

    static class Nothing {}

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
    void theSandboxDoesNotTouchADatabaseThatIsMeantForProduction() {
        var environment = start(Map.of(
                "UNDERSTUDY_DATABASE_URL",
                "postgres://u:p@db.example/x",
                "UNDERSTUDY_PUBLIC_URL",
                "https://real.example"));
        assertThat(environment.getProperty("understudy.database.url")).startsWith("jdbc:sqlite:/");
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
    void whatIsOnlyUnwiseIsAWarning(CapturedOutput output) {
        var unwise = with("LIVEKIT_URL", "ws://livekit.example");
        unwise.put("LIVEKIT_PUBLIC_URL", "wss://127.0.0.1");
        unwise.put("LIVEKIT_API_SECRET", "weak-but-mine");
        unwise.remove("TAVUS_FACE_ID");
        unwise.put("TAVUS_REPLICA_ID", "old-face");
        var environment = start(unwise, "production");
        assertThat(environment.getProperty("understudy.tavus.face-id")).isEqualTo("old-face");
        assertThat(output)
                .contains("LIVEKIT_URL is not encrypted", "LIVEKIT_PUBLIC_URL is a loopback address")
                .contains("LIVEKIT_API_SECRET has fewer than 32", "TAVUS_REPLICA_ID is an old name of TAVUS_FACE_ID")
                .doesNotContain("weak-but-mine");
    }

    @Test
    void aValueMayComeFromAFile() throws IOException {
        var variables = with(
                "LIVEKIT_API_SECRET_FILE",
                file("f".repeat(40) + "\n", "rw-------").toString());
        variables.remove("LIVEKIT_API_SECRET");
        assertThat(start(variables, "production").getProperty("understudy.livekit.api-secret"))
                .isEqualTo("f".repeat(40));
    }

    @Test
    void everyVariableHasAFileForm() throws IOException {
        for (var variable : Variable.values()) {
            var variables = new HashMap<String, Object>();
            variables.put(variable.file(), file("from-file", "rw-------").toString());
            var complaints = new ArrayList<String>();
            var environment = new StandardEnvironment();
            environment.getPropertySources().addFirst(new MapPropertySource("t", variables));
            assertThat(new VariableFiles(environment, complaints).read()).containsEntry(variable.name(), "from-file");
        }
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        var open = with("TAVUS_API_KEY_FILE", file("tavus-secret", "rw-r--r--").toString());
        open.remove("TAVUS_API_KEY");
        assertThat(refusal(open, "production"))
                .contains("TAVUS_API_KEY_FILE", "can be read by others")
                .doesNotContain("tavus-secret");
    }

    @Test
    void whatIsNoSecretMayLieOpen() throws IOException {
        var open = with("TAVUS_FACE_ID_FILE", file("face-9", "rw-r--r--").toString());
        open.remove("TAVUS_FACE_ID");
        assertThat(start(open, "production").getProperty("understudy.tavus.face-id"))
                .isEqualTo("face-9");
    }

    @Test
    void aMissingFileAndAValueGivenTwiceAreToldWithTheRest() throws IOException {
        var wrong = with("LIVEKIT_API_KEY_FILE", file("x", "rw-------").toString());
        wrong.put("UNDERSTUDY_API_TOKEN_FILE", folder.resolve("nowhere").toString());
        wrong.remove("UNDERSTUDY_API_TOKEN");
        wrong.remove("LIVEKIT_URL");
        assertThat(refusal(wrong, "production"))
                .contains("LIVEKIT_API_KEY are both set", "is not a file that can be read", "LIVEKIT_URL is missing");
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

    private static HashMap<String, Object> with(String name, String value) {
        var variables = new HashMap<>(COMPLETE);
        variables.put(name, value);
        return variables;
    }

    private Path file(String value, String permissions) throws IOException {
        var file = Files.createTempFile(folder, "value", "");
        Files.writeString(file, value);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static String refusal(Map<String, Object> variables, String... profiles) {
        var caught = new String[1];
        assertThatThrownBy(() -> start(variables, profiles))
                .isInstanceOfSatisfying(StartRefused.class, refused -> caught[0] = refused.getMessage());
        return caught[0];
    }

    /** Starts nothing but the environment, as the real main would see it with these variables alone. */
    private static Environment start(Map<String, Object> variables, String... profiles) {
        var application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setEnvironment(environment(variables));
        application.setAdditionalProfiles(profiles);
        try (var context = application.run()) {
            return context.getEnvironment();
        }
    }

    private static ConfigurableEnvironment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new org.springframework.core.env.SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }
}
