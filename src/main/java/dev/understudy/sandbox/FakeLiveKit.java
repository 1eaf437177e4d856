package dev.understudy.sandbox;

import com.google.protobuf.Message;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** LiveKit's server API over Twirp, as strict as livekit-server 1.13.5: held against recordings of it. */
@RestController
@Profile("sandbox")
class FakeLiveKit {
    /** When to come again, s, where others use the project up. */
    private static final long SOON = 5;

    private static final Reply AWAY = Reply.text(503, "text/plain; charset=utf-8", "upstream connect error\n");
    private final LiveKitServices services;
    private final FakeKeys keys;
    private final FakeFaults faults;
    private final FakeQuota quota;
    private final Heard heard;
    private final FakeReplies replies;

    FakeLiveKit(
            LiveKitServices services,
            FakeKeys keys,
            FakeFaults faults,
            FakeQuota quota,
            Heard heard,
            FakeReplies replies) {
        this.services = services;
        this.keys = keys;
        this.faults = faults;
        this.quota = quota;
        this.heard = heard;
        this.replies = replies;
    }

    /** Any Twirp call, in JSON or protobuf. */
    @RequestMapping("/twirp/**")
    void twirp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var call = TwirpRequest.of(request);
        var wait = quota.take();
        if (faults.livekitIsAway()) hangUp(call, request, response);
        else if (faults.is(LiveKitFault.RATE_LIMITED)) tooMany(call, SOON, request, response);
        else if (wait > 0) tooMany(call, wait, request, response);
        else answer(new Exchange(call), request, response);
    }

    /** Tells whether a token lets its bearer into a room, without joining: what clients ask when they cannot connect. */
    @RequestMapping("/rtc/validate")
    void validate(HttpServletRequest request, HttpServletResponse response) {
        var token = request.getParameter("access_token");
        Reply reply;
        try {
            var grants = token == null ? keys.authorize(request.getHeader("Authorization")) : keys.verify(token);
            reply = grants.roomJoin() && !grants.room().isEmpty()
                    ? Reply.text(200, "text/plain; charset=utf-8", "success")
                    : Reply.text(401, "text/plain; charset=utf-8", "no permissions to access the room");
        } catch (TwirpError e) {
            reply = e.reply();
        }
        replies.send(faults.livekitIsAway() ? AWAY : reply, Duration.ZERO, request, response);
    }

    private void hangUp(TwirpRequest call, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Connection", "close");
        heard.livekit(call.method(), null, AWAY.status(), null);
        replies.send(AWAY, Duration.ZERO, request, response);
    }

    private void tooMany(TwirpRequest call, long wait, HttpServletRequest request, HttpServletResponse response) {
        var reply =
                TwirpError.of(429, "resource_exhausted", "too many requests").reply();
        response.setHeader("Retry-After", Long.toString(wait));
        heard.livekit(call.method(), null, reply.status(), null);
        replies.send(reply, Duration.ZERO, request, response);
    }

    private void answer(Exchange exchange, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reply reply;
        var after = Duration.ZERO;
        try {
            reply = exchange.call.reply(exchange.run());
        } catch (TwirpError e) {
            reply = e.reply();
            after = e.after();
        }
        heard.livekit(exchange.call.method(), exchange.room, reply.status(), exchange.key);
        if (faults.is(LiveKitFault.STALLED)) {
            replies.sendWhen(() -> !faults.is(LiveKitFault.STALLED), reply, request, response);
        } else replies.send(reply, after, request, response);
    }

    /** One call on its way, and what is known of it for {@link Heard} if it is refused. */
    private final class Exchange {
        private final TwirpRequest call;
        private @Nullable String room;
        private @Nullable String key;

        Exchange(TwirpRequest call) {
            this.call = call;
        }

        Message run() throws IOException {
            var grants = keys.authorize(call.authorization());
            key = grants.key();
            call.checkRoute();
            var method = services.call(call.name()).orElseThrow(call::noSuchMethod);
            var request = call.read(method.prototype());
            room = roomOf(request);
            return method.run(request, grants);
        }
    }

    private static @Nullable String roomOf(Message request) {
        var type = request.getDescriptorForType();
        var field = type.findFieldByName("room") == null ? type.findFieldByName("name") : type.findFieldByName("room");
        return field == null ? null : String.valueOf(request.getField(field));
    }
}
