package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the server throws when the listener hangs up just now. */
class SseLineTest {
    @Test
    void thatTheServerEndedItFirstIsNoTrouble() {
        var line = new SseLine(new SseEmitter() {
            @Override
            public void complete() {
                throw new IllegalStateException("onError() had returned");
            }
        });
        assertThatCode(line::close).doesNotThrowAnyException();
    }

    @Test
    void thatItIsBrokenIsSaid() {
        var line = new SseLine(new SseEmitter() {
            @Override
            public void send(SseEventBuilder event) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        assertThatThrownBy(() -> line.send(Sent.HEARTBEAT)).isInstanceOf(IOException.class);
    }
}
