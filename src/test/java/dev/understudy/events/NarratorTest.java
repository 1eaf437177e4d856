package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.limits.LimitNews;
import dev.understudy.limits.Limits;
import dev.understudy.session.SessionEvents;
import dev.understudy.store.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The narrator's own end. */
class NarratorTest {
    /** Once for the application's context and once for the management port's. */
    @Test
    void itMayBeToldTwiceThatTheApplicationCloses() {
        var store = new JdbcTemplate(BothDatabases.Shared.empty(Dialect.SQLITE).dataSource());
        var clock = new ManualClock(0);
        var settings = new EventSettings(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
        var audience = new Audience(
                new Feed(List.of(new SessionNews(new SessionEvents(store))), clock),
                new ObjectMapper(),
                clock,
                settings);
        var narrator = new Narrator(
                audience, new Seats(settings, Limits.none(), new LimitNews(new SimpleMeterRegistry())), settings);
        narrator.close();
        assertThatCode(narrator::close).doesNotThrowAnyException();
    }
}
