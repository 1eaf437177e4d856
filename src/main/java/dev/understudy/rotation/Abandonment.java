package dev.understudy.rotation;

import dev.understudy.rotation.StuckRequests.Wish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rotation that is being abandoned.
 *
 * @param wish whose and why
 * @param visits the hosts that it may have left something on
 * @param told what was found and done there, by the host's position
 */
record Abandonment(Wish wish, List<Work> visits, Map<Integer, String> told) {
    static Abandonment of(Wish wish, List<Work> visits) {
        return new Abandonment(wish, visits, new LinkedHashMap<>());
    }

    String id() {
        return wish.rotation().id();
    }
}
