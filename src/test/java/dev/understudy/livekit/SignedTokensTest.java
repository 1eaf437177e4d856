package dev.understudy.livekit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import dev.understudy.common.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a stranger sends in place of a token is refused by the one exception that callers know. */
class SignedTokensTest {
    private static final String SECRET = "a-secret-of-ours-with-32-letters-or-more";
    private static final LiveKitKeys KEYS = LiveKitParts.keys(new LiveKitSettings(
            URI.create("ws://x"), null, "APIours", Secret.of(SECRET), null, Duration.ofSeconds(1), 1));

    @Test
    void aTokenThatWeSignedIsRead() {
        var token = JWT.create().withIssuer("APIours").withSubject("ann").sign(Algorithm.HMAC256(SECRET));
        assertThat(SignedTokens.verified(token, KEYS).getSubject()).isEqualTo("ann");
    }

    @Test
    void anUnknownKeyIsToldApart() {
        var token = JWT.create().withIssuer("APIother").sign(Algorithm.HMAC256(SECRET));
        assertThatThrownBy(() -> SignedTokens.verified(token, KEYS)).isInstanceOf(SignedTokens.KeyUnknown.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}   | null",
                "null | null",
                "null | {\"iss\":\"APIours\"}",
                "{}   | []",
                "{}   | {\"iss\":\"APIours\",\"exp\":9223372036854775807}",
                "{}   | {\"iss\":\"APIours\",\"nbf\":-9223372036854775808}",
                "{}   | {\"iss\":\"APIours\",\"iat\":1e400}",
            })
    void claimsThatNoTokenHasAreRefused(String header, String claims) {
        var token = encoded(header) + "." + encoded(claims) + ".c2lnbmF0dXJl";
        assertThatThrownBy(() -> SignedTokens.verified(token, KEYS)).isInstanceOf(JWTVerificationException.class);
    }

    private static String encoded(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8));
    }
}
