package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.Provider;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters a key may have when it is sent; how it is sent otherwise: EnvKeyTest. */
class SentKeyTest {
    @Test
    void aKeyIsTakenAsItIs() {
        assertThat(sent("{'key':'sandbox!~unit'}", Provider.TAVUS)).isEqualTo(Secret.of("sandbox!~unit"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "TAVUS | {'key':'a','secret':'b'} | 422 unknown-field secret",
                "TAVUS | {'key':'a b'} | 422 bad-characters key",
                "TAVUS | {'key':'a#b'} | 422 bad-characters key",
                "TAVUS | {'key':'a\\\\b'} | 422 bad-characters key",
                "TAVUS | {'key':'ä'} | 422 bad-characters key",
                "LIVEKIT | {'key':{'key':'API:x','secret':'b'}} | 422 bad-characters key.key",
                "LIVEKIT | {'key':{'key':'APIx','secret':'b','more':1}} | 422 unknown-field key.more",
                "LIVEKIT | {'secret':'b'} | 422 missing-field key"
            })
    void whatCannotBeAKeyIsRefused(Provider provider, String body, String refusal) {
        assertThat(Desk.refusal(() -> sent(body, provider))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\\\"", "\\u007f"})
    void quotesAndDeleteAreInNoKey(String character) {
        var body = "{\"key\":\"a" + character + "b\"}";
        assertThat(Desk.refusal(() -> SentKey.of(
                        Fields.of(JsonBody.object(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                        Provider.TAVUS)))
                .contains("bad-characters key");
    }

    private static Secret sent(String body, Provider provider) {
        return SentKey.of(Fields.of(JsonBody.object(Desk.json(body))), provider);
    }
}
