package dev.understudy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back from an engine, or from whoever answers in its place. */
class EngineCallTest {
    @Test
    void anAnswerIsTakenApart() {
        assertThat(parse("HTTP/1.1 201 Created\r\nA: b\r\n\r\n{}")).isEqualTo(new EngineCall.Answer(201, "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "HTTP/1.1\r\n\r\n",
                "HTTP/1.1 OK fine\r\n\r\n{}",
                "HTTP/1.1 99999999999999999999 big\r\n\r\n{}",
                "HTTP/1.1 -200 less\r\n\r\n{}",
                "HTTP/1.1 2\u0660\u0660 digits of another script\r\n\r\n{}",
                "SSH-2.0 200 OK\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nno end"
            })
    void whatIsNoAnswerIsNone(String text) {
        assertThat(parse(text)).isEqualTo(new EngineCall.Answer(0, ""));
    }

    private static EngineCall.Answer parse(String text) {
        return EngineCall.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
