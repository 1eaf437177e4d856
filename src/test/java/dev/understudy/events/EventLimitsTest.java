package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.understudy.fixtures.App;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stream never keeps the application from anything: not from its other work, not from going down. */
class EventLimitsTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String[] OPERATOR = {"Authorization", "Bearer sandbox"};

    @Test
    void thereIsARoomForSoManyAndListenersDoNotHoldUpTheEnd() {
        var app = App.start(
                "--understudy.events.listeners=2",
                "--understudy.events.heartbeat=100ms",
                "--spring.lifecycle.timeout-per-shutdown-phase=10m");
        var first = Hearing.of(app, "", OPERATOR);
        var second = Hearing.of(app, "", OPERATOR);
        try (var third = Hearing.of(app, "", OPERATOR)) {
            assertThat(third.answer().statusCode()).isEqualTo(503);
            assertThat(third.answer().headers().firstValue("Retry-After")).contains("5");
        }
        first.close();
        var fourth = await().atMost(LONG).until(() -> place(app), Optional::isPresent);
        assertTimeoutPreemptively(LONG, app::close, "it waits for who listens");
        await().until(() -> second.isOver() && fourth.orElseThrow().isOver());
    }

    /** The place of who has gone is free once the next heartbeat found nobody. */
    private static Optional<Hearing> place(App app) {
        var hearing = Hearing.of(app, "", OPERATOR);
        if (hearing.answer().statusCode() == 200) return Optional.of(hearing);
        hearing.close();
        return Optional.empty();
    }
}
