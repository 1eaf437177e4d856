package dev.understudy.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.credential.KeyPair;
import dev.understudy.credential.Provider;
import dev.understudy.envfile.EnvFile;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where which provider's key stands in an env file, and how callers send it. */
class EnvKeyTest {
    private static final EnvKey LIVEKIT =
            new EnvKey(Provider.LIVEKIT, List.of("LIVEKIT_API_KEY", "LIVEKIT_API_SECRET"));
    private static final EnvKey VOICE =
            new EnvKey(Provider.ELEVENLABS, List.of("ELEVEN_API_KEY", "ELEVENLABS_API_KEY"));

    @Test
    void aPairIsWrittenToTwoLinesAndReadFromThem() {
        var pair = new KeyPair("APInew", Secret.of("secret-new")).asOne();
        var file = LIVEKIT.write(file("A=1\nLIVEKIT_API_SECRET=old\nLIVEKIT_API_KEY=APIold\nB=2\n"), pair);
        assertThat(new String(file.bytes(), UTF_8))
                .isEqualTo("A=1\nLIVEKIT_API_SECRET=secret-new\nLIVEKIT_API_KEY=APInew\nB=2\n");
        assertThat(LIVEKIT.read(file::value)).contains(pair);
        assertThat(LIVEKIT.read(file("LIVEKIT_API_KEY=APInew\n")::value)).isEmpty();
    }

    @Test
    void severalVariablesAreGivenTheSameKey() {
        var key = Secret.of("sandbox-voice");
        var file = VOICE.write(file("ELEVEN_API_KEY=old\n"), key);
        assertThat(new String(file.bytes(), UTF_8))
                .isEqualTo("ELEVEN_API_KEY=sandbox-voice\nELEVENLABS_API_KEY=sandbox-voice\n");
        assertThat(VOICE.read(file::value)).contains(key);
        assertThat(VOICE.read(file("ELEVEN_API_KEY=a\nELEVENLABS_API_KEY=b\n")::value))
                .as("which one is it?")
                .isEmpty();
        assertThat(VOICE.missing(file("A=1\nELEVEN_API_KEY=a\n"))).containsExactly("ELEVENLABS_API_KEY");
    }

    @Test
    void variablesThatNoKeyFitsInAreRefused() {
        assertThatThrownBy(() -> new EnvKey(Provider.LIVEKIT, List.of("LIVEKIT_API_SECRET")))
                .hasMessageEndingWith("livekit has two variables, the name's and the secret's");
        assertThatThrownBy(() -> new EnvKey(Provider.OPENAI, List.of())).hasMessageEndingWith("openai has no variable");
        assertThat(LIVEKIT.label()).isEqualTo("LIVEKIT_API_KEY and LIVEKIT_API_SECRET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai     | {\"key\":\"sandbox-a\"}                                | sandbox-a",
                "livekit    | {\"key\":\"API1\",\"secret\":\"secret-1\"}           | API1:secret-1",
                "livekit    | {\"key\":{\"key\":\"API1\",\"secret\":\"secret-1\"}} | API1:secret-1"
            })
    void aKeyIsSentAsATextAndAPairAsTwo(String provider, String body, String key) {
        assertThat(sent(provider, body)).isEqualTo(Secret.of(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai  | {\"key\":\"a\",\"secret\":\"b\"}               | secret     | unknown-field",
                "openai  | {\"key\":{\"key\":\"a\"}}                       | key        | wrong-type",
                "livekit | {\"key\":\"API1\"}                             | secret     | missing-field",
                "livekit | {\"key\":{\"key\":\"API1\"}}                    | key.secret | missing-field",
                "livekit | {\"key\":\"A:B\",\"secret\":\"secret-1\"}      | key        | bad-characters",
                "livekit | {\"key\":\"API1\",\"secret\":\"a b\"}          | secret     | bad-characters"
            })
    void whatIsNoKeyIsRefusedByItsField(String provider, String body, String field, String code) {
        assertThatThrownBy(() -> sent(provider, body)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problem().field()).isEqualTo(field);
            assertThat(refused.problem().code()).isEqualTo(code);
        });
    }

    private static Secret sent(String provider, String body) {
        var fields = Fields.of(JsonBody.object(body.getBytes(UTF_8)));
        return SentKey.of(fields, Provider.named(provider).orElseThrow());
    }

    private static EnvFile file(String text) {
        return EnvFile.parse(text.getBytes(UTF_8));
    }
}
