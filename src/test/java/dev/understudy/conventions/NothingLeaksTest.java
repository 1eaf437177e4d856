package dev.understudy.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is committed can be read by everyone: no keys, no place on somebody's machine, no host that packages come from. */
class NothingLeaksTest {
    private static final Map<String, Pattern> LEAKS = Map.of(
            "a folder of somebody's machine",
            Pattern.compile("(?<![\\w.$}/-])/(home|root|work|workspace|builds|users)/\\w", Pattern.CASE_INSENSITIVE),
            "a path out of the checkout",
            Pattern.compile("\\.\\./" + "shared"),
            "a host that packages come from",
            Pattern.compile("(repo1?|central)\\.maven\\.(apache\\.)?org|registry\\.npmjs|pypi\\.org|python" + "hosted"
                    + "|proxy\\.golang|sum\\.golang|deb\\.debian|ghcr\\.io|quay\\.io|registry-1\\.docker|/arti"
                    + "factory/"),
            "a private key",
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE " + "KEY-----"),
            "a provider's key",
            Pattern.compile(
                    "\\b(sk-[A-Za-z0-9_-]{20,}|sk_[a-f0-9]{32,}|AKIA[A-Z0-9]{16}|API[A-Za-z0-9]{10,14}\\b(?=\\W+[A-Za-z0-9]{40,}))"),
            "a signed token",
            Pattern.compile("eyJ[A-Za-z0-9_-]{15,}\\.eyJ[A-Za-z0-9_-]{15,}\\.[A-Za-z0-9_-]{20,}"),
            "a project at LiveKit",
            Pattern.compile("wss://(?!PROJECT|project|example|your)[\\w-]+\\.livekit\\.cloud"));

    @Test
    void noCommittedFileLeaks() {
        var found = new ArrayList<String>();
        for (var file : Checkout.files()) found.addAll(leaks(file.toString(), textOf(file)));
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see /ho" + "me/jane/notes",
                "RUN curl https://re" + "po.maven.apache.org/x",
                "-----BEGIN PRIVATE K" + "EY-----",
                "TAVUS_API_KEY=s" + "k_0123456789abcdef0123456789abcdef",
                "wss" + "://acme-prod.livekit.cloud",
                "token: eyJ" + "hbGciOiJIUzI1NiJ9.ey" + "JzdWIiOiJtZSIsImFkbWluIjp0cnVlfQ.0123456789abcdef0123456789",
            })
    void aLeakWouldBeSeen(String text) {
        assertThat(leaks("a file", text)).hasSize(1);
    }

    @Test
    void ordinaryTextIsNoLeak() {
        assertThat(leaks("a file", "GET /api/sessions, /opt/understudy/app.jar, wss://project.livekit.cloud"))
                .isEmpty();
    }

    private static List<String> leaks(String name, String text) {
        var found = new ArrayList<String>();
        LEAKS.forEach((what, pattern) ->
                pattern.matcher(text).results().forEach(hit -> found.add(name + ": " + what + ": " + hit.group())));
        return found;
    }

    /** Bytes as they are: a key in a picture would be found too. */
    private static String textOf(Path file) {
        try {
            return new String(java.nio.file.Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
