package dev.understudy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is covered on suspicion, and what is not. */
class LooksSecretTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"registered worker\",\"id\":\"AW_7fGh2k\",\"url\":\"ws://127.0.0.1:7880\"}",
                "  File \"/usr/local/lib/python3.12/site-packages/livekit/plugins/tavus/api.py\", line 133, in _post",
                "livekit.agents._exceptions.APIStatusError: Server returned an error (status_code=401, request_id=None)",
                "2026-11-27 10:00:00,123 - INFO livekit.agents - draining worker",
            })
    void anOrdinaryLineStaysAsItIs(String line) {
        assertThat(LooksSecret.cover(line)).isEqualTo(line);
    }

    @Test
    void longRandomWordsAndAddressesOfPeopleAreCovered() {
        assertThat(LooksSecret.cover("key 0123456789abcdef0123456789abcdef of jane.doe@example.org"))
                .isEqualTo("key [masked] of [address]");
        assertThat(LooksSecret.cover("API" + "abcDEF123456")).isEqualTo("[masked]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer abc.def-ghi",
                "{\"x-api-key\": \"abc.def-ghi\"}",
                "{\\\"api_key\\\": \\\"abc.def-ghi\\\"}",
                "xi-api-key=abc.def-ghi",
                "password: abc.def-ghi",
                "GET /v1?access_token=abc.def-ghi&x=1",
                "postgres://user:abc.def-ghi@db/name",
                "key sk-" + "abc.def-ghi",
                "Token eyJ" + "hbGciOiJI.abc.def-ghi",
                "basic%20abc.def-ghi",
            })
    void whatLooksLikeASecretIsCoveredWithoutBeingKnown(String line) {
        assertThat(LooksSecret.cover(line.replace("sk-abc.def-ghi", "sk_abcdefghi9")))
                .doesNotContain("abc.def-ghi", "abcdefghi9");
    }
}
