package dev.understudy.events;

import dev.understudy.access.Access;
import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.events.Listener.Who;
import dev.understudy.web.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code GET /api/events}. A controller and no route: Camel's platform-http sends an answer when it is whole, and this never is. */
@RestController
class EventCalls {
    private final Access access;
    private final Narrator narrator;
    private final ExecutorService eventSenders;
    private final EventSettings settings;
    private final Clock clock;

    EventCalls(Access access, Narrator narrator, ExecutorService eventSenders, EventSettings settings, Clock clock) {
        this.access = access;
        this.narrator = narrator;
        this.eventSenders = eventSenders;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/api/events")
    SseEmitter listen(
            @RequestParam(required = false) @Nullable String room,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws HttpRequestMethodNotSupportedException {
        if (!request.getMethod().equals("GET"))
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET"));
        var emitter = new SseEmitter(settings.longest().toMillis());
        var line = new SseLine(emitter);
        var listener = new Listener(who(request, room), line, eventSenders);
        onceTheServerEnds(request, emitter, line, listener);
        greet(listener, last);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        return emitter;
    }

    /**
     * Ends the request where the server expects it, in its own call: after an error or at the time limit. What Spring does after
     * an error, one more dispatch, Tomcat forgets when the request has hardly begun, and then waits for it when it goes down.
     */
    private static void onceTheServerEnds(
            HttpServletRequest request, SseEmitter emitter, SseLine line, Listener listener) {
        emitter.onCompletion(listener::ended);
        emitter.onError(failure -> {
            listener.ended();
            request.getAsyncContext().complete();
        });
        emitter.onTimeout(() -> {
            listener.ended();
            line.close();
        });
    }

    /** A first comment, so that the listener knows that it hears; an id that we never sent leaves it to look for itself. */
    private void greet(Listener listener, @Nullable String last) {
        listener.tell(Sent.HEARTBEAT);
        var heard = Position.parse(last);
        if (last != null && heard.isEmpty()) listener.tell(Sent.RESET);
        narrator.admit(listener, heard.orElseGet(() -> Position.before(clock.millis())));
    }

    private Who who(HttpServletRequest request, @Nullable String asked) {
        var own = access.operatorOrRoom(request).orElse(null);
        if (own != null && asked != null && !asked.equals(own)) throw notYours();
        var room = own == null && asked != null && !asked.isEmpty() ? asked : own;
        return new Who(
                room, access.fingerprint(request), CallerAddress.of(request), own == null, access.isAnonymous(request));
    }

    private static Refused notYours() {
        return Problem.of(403, "not-your-room", "Not your room", "A participant hears of the room of its token only.")
                .at("room")
                .refused();
    }
}
