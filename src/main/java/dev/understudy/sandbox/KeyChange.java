package dev.understudy.sandbox;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One change that {@code {"keys":{"tavus":{"current":"revoked"}}}} asks for.
 *
 * @param provider whose key
 * @param slot in which slot it is now
 * @param fault what becomes of it
 */
record KeyChange(Provider provider, Slot slot, KeyFault fault) {
    private static final int UNPROCESSABLE = 422;
    private static final String KEYS = "keys";

    /** All that are asked for; refused as a whole (422) when a provider, a slot or a value is unknown. */
    static List<KeyChange> read(@Nullable Object asked) {
        var changes = new ArrayList<KeyChange>();
        object(asked, KEYS).forEach((name, slots) -> {
            var at = KEYS + "." + name;
            var provider = Provider.named(name).orElseThrow(() -> unknown(at, "There are " + providers() + "."));
            object(slots, at).forEach((slot, fault) -> changes.add(of(provider, slot, fault, at + "." + slot)));
        });
        return changes;
    }

    /** As a field is named in a problem: {@code keys.tavus.current}. */
    String field() {
        return KEYS + "." + provider.wire() + "." + slot.wire();
    }

    private static KeyChange of(Provider provider, String slot, @Nullable Object fault, String at) {
        var known = Arrays.stream(Slot.values())
                .filter(each -> each.wire().equals(slot))
                .findFirst()
                .orElseThrow(() -> unknown(at, "There are current, standby and previous."));
        var value = KeyFault.named(String.valueOf(fault)).orElseThrow(() -> unknown(at, KeyFault.names()));
        return new KeyChange(provider, known, value);
    }

    private static Map<String, Object> object(@Nullable Object value, String at) {
        if (!(value instanceof Map<?, ?> map)) throw unknown(at, at + " has to be an object.");
        return map.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()),
                        entry -> entry.getValue() == null ? "null" : entry.getValue()));
    }

    private static String providers() {
        return Arrays.stream(Provider.values()).map(Provider::wire).collect(Collectors.joining(", "));
    }

    private static Refused unknown(String field, String detail) {
        return Problem.of(UNPROCESSABLE, "fault-unknown", "There is no such fault", detail)
                .at(field)
                .refused();
    }
}
