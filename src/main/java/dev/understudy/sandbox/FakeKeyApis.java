package dev.understudy.sandbox;

import dev.understudy.credential.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The providers that only keys are proven at, each below {@code /sandbox/} and its name. */
@RestController
@Profile("sandbox")
class FakeKeyApis {
    private static final String PREFIX = "/sandbox/";
    private static final Reply NO_SUCH_QUESTION = Reply.json(404, "{\"detail\":\"Not Found\"}");
    private final Map<Provider, KeyApi> apis = new EnumMap<>(Provider.class);
    private final FakeKeyStates states;
    private final FakeSlots slots;
    private final Heard heard;
    private final FakeReplies replies;

    FakeKeyApis(List<KeyApi> apis, FakeKeyStates states, FakeSlots slots, Heard heard, FakeReplies replies) {
        apis.forEach(api -> this.apis.put(api.provider(), api));
        this.states = states;
        this.slots = slots;
        this.heard = heard;
        this.replies = replies;
    }

    /** Any question to one of them. */
    @RequestMapping({PREFIX + "openai/**", PREFIX + "elevenlabs/**", PREFIX + "deepgram/**", PREFIX + "cartesia/**"})
    void ask(HttpServletRequest request, HttpServletResponse response) {
        var below = request.getRequestURI().substring(PREFIX.length());
        var path = below.indexOf('/') < 0 ? "" : below.substring(below.indexOf('/'));
        var api = Provider.named(below.split("/", 2)[0]).map(apis::get).orElseThrow();
        var reply = api.inFormOf(request, answer(api, path, request));
        heard.key(api.provider().wire(), request.getMethod() + " " + path, reply.status(), api.key(request));
        replies.send(reply, Duration.ZERO, request, response);
    }

    private Reply answer(KeyApi api, String path, HttpServletRequest request) {
        var objection = api.objection(request);
        if (objection.isPresent()) return objection.get();
        var key = api.key(request);
        if (key == null) return api.missing();
        var state = states.of(api.provider(), key);
        if (state == KeyFault.REVOKED) return api.revoked(key);
        slots.saw(api.provider(), key, false);
        Optional<Reply> reply = state == KeyFault.LIMITED ? api.limited(path) : api.good(path);
        return reply.orElse(NO_SUCH_QUESTION);
    }
}
