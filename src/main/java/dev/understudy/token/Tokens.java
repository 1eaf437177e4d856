package dev.understudy.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.token.TokenRequest.Form;
import dev.understudy.web.Reply;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Mints participants' tokens: one room, one identity, a short life, and the right to be seen, heard and written to. */
@Component
public class Tokens {
    private final LiveKitKeys keys;
    private final LiveKitSettings livekit;
    private final TokenSettings settings;
    private final Clock clock;

    /** Signs with the current key. */
    public Tokens(LiveKitKeys keys, LiveKitSettings livekit, TokenSettings settings, Clock clock) {
        this.keys = keys;
        this.livekit = livekit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Grants the request, in the form in which it came. */
    public Reply grant(TokenRequest request) {
        return request.form() == Form.STANDARD ? Reply.created(standard(request)) : Reply.ok(older(request));
    }

    private Map<String, Object> standard(TokenRequest request) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("server_url", address());
        answer.put("participant_token", token(request));
        answer.put("room_name", request.room());
        answer.put("participant_name", request.name());
        return answer;
    }

    private Map<String, Object> older(TokenRequest request) {
        var answer = new LinkedHashMap<String, Object>();
        var token = token(request);
        answer.put("token", token);
        if (request.form() == Form.QUERY) answer.put("accessToken", token);
        answer.put("url", address());
        answer.put("roomName", request.room());
        answer.put("identity", request.identity());
        return answer;
    }

    private String token(TokenRequest request) {
        var key = keys.current();
        var now = clock.instant();
        var token = JWT.create()
                .withIssuer(key.name())
                .withSubject(request.identity())
                .withNotBefore(now.minus(settings.backdate()))
                .withExpiresAt(now.plus(settings.ttl()))
                .withClaim("name", request.name())
                .withClaim("video", grants(request.room()));
        if (request.metadata() != null) token.withClaim("metadata", request.metadata());
        if (!request.attributes().isEmpty()) token.withClaim("attributes", request.attributes());
        return token.sign(Algorithm.HMAC256(key.secret().reveal()));
    }

    /** Not canUpdateOwnMetadata: a participant's attributes stay as they were granted. */
    private static Map<String, Object> grants(String room) {
        return Map.of("roomJoin", true, "room", room, "canPublish", true, "canSubscribe", true, "canPublishData", true);
    }

    private String address() {
        return livekit.addressForOthers().toString();
    }
}
