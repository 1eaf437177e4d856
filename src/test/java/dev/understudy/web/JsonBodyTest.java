package dev.understudy.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import org.junit.jupiter.api.Test;

/** What is a JSON object, and what is refused as none. */
class JsonBodyTest {
    @Test
    void nothingIsAnEmptyObject() {
        assertThat(JsonBody.object(null)).isEmpty();
        assertThat(JsonBody.object(bytes(" \n"))).isEmpty();
        assertThat(JsonBody.object(bytes("{\"a\":1e400}"))).hasSize(1);
    }

    @Test
    void whateverElseIsRefusedByItsName() {
        for (var body : new String[] {
            "[]",
            "{",
            "{}{}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
            "{\"a\":-1e-" + "9".repeat(900) + "}"
        })
            assertThatThrownBy(() -> JsonBody.object(bytes(body)))
                    .as(body)
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problem())
                            .returns(400, problem -> problem.status())
                            .returns("malformed-json", problem -> problem.code()));
        assertThatThrownBy(() -> JsonBody.object(new byte[] {'{', (byte) 0xff, '}'}))
                .isInstanceOf(Refused.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
