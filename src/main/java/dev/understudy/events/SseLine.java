package dev.understudy.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A listener's connection as server-sent events. */
record SseLine(SseEmitter emitter) implements Listener.Line {
    private static final Logger log = LoggerFactory.getLogger(SseLine.class);
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

    /**
     * A listener may hang up at this very moment: the server then ends the request for that reason, and does not let us do it.
     */
    @Override
    public void close() {
        try {
            emitter.complete();
        } catch (IllegalStateException e) {
            log.debug("the server was faster: {}", e.getMessage());
        }
    }
}
