package dev.understudy.sandbox;

import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The calls that FakeLiveKit answers, by {@code Service/Method}. */
final class TwirpCalls {
    private final Map<String, Call<?>> byName = new HashMap<>();

    /**
     * One call: the prototype of its request, and what it does. It throws TwirpError to refuse.
     *
     * @param <Q> the request
     */
    record Call<Q extends Message>(Q prototype, BiFunction<Q, Grants, Message> act) {
        /** Runs it with a request that was read from this prototype. */
        @SuppressWarnings("unchecked")
        Message run(Message request, Grants grants) {
            return act.apply((Q) request, grants);
        }
    }

    <Q extends Message> TwirpCalls add(String name, Q prototype, BiFunction<Q, Grants, Message> act) {
        byName.put(name, new Call<>(prototype, act));
        return this;
    }

    Optional<Call<?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
