package dev.understudy.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.credential.ProbeAnswer.Form;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a provider's answer: its words, and never those of the token that it quotes. */
class ProbeAnswerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "invalid token: h.p.Invalid API key, error: token is Expired | TEXT | invalid token: token is expired",
                "invalid token: h.p.invalid api key | TEXT | invalid token:",
                "Invalid credentials. | TEXT | invalid credentials.",
                "<html>invalid api key</html> | OTHER | ``",
                "{\"message\":\"half | OTHER | ``",
                "[half | OTHER | ``",
                "`` | OTHER | ``",
                "{\"detail\":{\"status\":\"Invalid_Api_Key\",\"other\":\"x\"}} | JSON | `invalid_api_key\n`"
            })
    void onlyItsOwnWordsAreRead(String body, Form form, String words) {
        var answer = ProbeAnswer.of(401, body.getBytes(StandardCharsets.UTF_8), null, new ObjectMapper());
        assertThat(answer.form()).isEqualTo(form);
        assertThat(answer.words()).isEqualTo(words);
    }
}
