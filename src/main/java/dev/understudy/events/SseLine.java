package dev.understudy.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A listener's connection as server-sent events. */
record SseLine(SseEmitter emitter) implements Listener.Line {
    private static final MediaType UTF8 = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    @Override
    public void send(Sent what) throws IOException {
        if (what.name() == null) {
            emitter.send(SseEmitter.event().comment(what.data()));
            return;
        }
        var event = SseEmitter.event().name(what.name()).data(what.data(), UTF8);
        emitter.send(what.id() == null ? event : event.id(what.id()));
    }

    @Override
    public void close() {
        emitter.complete();
    }
}
