package dev.understudy.health;

import java.util.List;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/**
 * The health of those whom we only call. DEGRADED is no status that Spring Boot ranks, so it is shown and never makes the
 * whole DOWN: without LiveKit or Tavus nobody is helped by our being restarted or taken out of service.
 */
final class Reachable {
    private Reachable() {}

    static Health good() {
        return Health.up().build();
    }

    /** It is there, and this is to be known of it. */
    static Health goodBut(List<String> notes) {
        return Health.status(new Status(Status.UP.getCode(), String.join("; ", notes)))
                .build();
    }

    static Health not(String why) {
        return Health.status(new Status("DEGRADED", why)).build();
    }
}
