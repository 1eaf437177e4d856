package dev.understudy.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.common.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the simulators were asked, newest last; the latest 1000 calls. Keys are kept as fingerprints only. */
@Simulated
class Heard {
    private static final int LIMIT = 1000;
    private final ArrayDeque<Call> calls = new ArrayDeque<>(LIMIT);

    /**
     * One call.
     *
     * @param at when it was answered, UTC
     * @param to {@code livekit}, {@code tavus} or another provider's name
     * @param call its name, for example {@code CreateDispatch} or {@code POST /v2/conversations}
     * @param room the room it was about; absent when none
     * @param status the answer's HTTP status
     * @param key fingerprint of the API key, its first 8 hex digits of SHA-256; absent when none was shown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Call(
            String at,
            String to,
            String call,
            @Nullable String room,
            int status,
            @Nullable String key) {}

    /** Notes a call to LiveKit, made with the API key of that name. */
    void livekit(String call, @Nullable String room, int status, @Nullable String key) {
        note(new Call(now(), "livekit", call, room, status, fingerprint(key)));
    }

    /** Notes a call to Tavus, made with that key. */
    void tavus(String call, @Nullable String room, int status, @Nullable String key) {
        note(new Call(now(), "tavus", call, room, status, fingerprint(key)));
    }

    /** Notes a question to a provider that only proves keys. */
    void key(String provider, String call, int status, @Nullable String key) {
        note(new Call(now(), provider, call, null, status, fingerprint(key)));
    }

    /** All that is kept, oldest first. */
    synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    private synchronized void note(Call call) {
        if (calls.size() == LIMIT) calls.removeFirst();
        calls.addLast(call);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private static @Nullable String fingerprint(@Nullable String key) {
        return key == null ? null : Secret.of(key).fingerprint();
    }
}
