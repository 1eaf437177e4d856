package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.token.TokenSettings.Naming;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** A token that is asked for by an address. */
class TokenQueryTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/token");
    private final TokenQuery query = query();

    @Test
    void aQueryIsReadAsABodyIs() {
        request.setParameter("roomName", "r");
        request.setParameter("identity", "ann");
        assertThat(query.read(request))
                .returns("r", TokenRequest::room)
                .returns("ann", TokenRequest::identity)
                .returns(TokenRequest.Form.QUERY, TokenRequest::form);
    }

    @Test
    void whatTomcatCouldNotReadIsNotLeftOutSilently() {
        request.setAttribute("org.apache.catalina.parameter_parse_failed", true);
        assertThatThrownBy(() -> query.read(request)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem().code())
                .isEqualTo("malformed-query"));
    }

    private static TokenQuery query() {
        var settings = new TokenSettings(
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                Naming.ASKED,
                Naming.ASKED,
                Pattern.compile(".*"),
                true,
                TokenSettings.Limits.LIVEKIT);
        return new TokenQuery(settings, Ours.reading(settings, "ours"));
    }
}
