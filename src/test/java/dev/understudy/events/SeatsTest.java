package dev.understudy.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.common.Refused;
import dev.understudy.events.Listener.Who;
import dev.understudy.limits.LimitNews;
import dev.understudy.limits.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many may listen; nobody takes all places, and an operator finds one on a bad night. */
class SeatsTest {
    private static final Who OPERATOR = new Who(null, "o", "198.51.100.1", true, false);
    private final List<Listener> there = new ArrayList<>();

    @Test
    void oneTokenOneRoomAndOneAddressHaveTheirShare() {
        var seats = seats(100, Map.of("listeners-per-token", 2, "listeners-per-room", 3, "listeners-per-address", 4));
        assertThat(come(seats, who("r1", "t1", "a1"), who("r1", "t1", "a1"))).isNull();
        assertThat(come(seats, who("r1", "t1", "a1"))).isEqualTo("listeners-per-token");
        assertThat(come(seats, who("r1", "t2", "a1"))).isNull();
        assertThat(come(seats, who("r1", "t3", "a2"))).isEqualTo("listeners-per-room");
        assertThat(come(seats, who("r2", "t4", "a1"))).isNull();
        assertThat(come(seats, who("r3", "t5", "a1"))).isEqualTo("listeners-per-address");
        assertThat(come(seats, who("r3", "t5", "a2"))).isNull();
    }

    @Test
    void anAddressCountsOnlyWhereAnybodyMayCome() {
        var seats = seats(100, Map.of("listeners-per-address", 1));
        var proved = new Who("r1", "t1", "a1", false, false);
        assertThat(come(seats, proved, proved, proved)).isNull();
    }

    @Test
    void theLastPlacesAreForOperatorsAndTheyMayHaveAllOthersToo() {
        var seats = seats(3, Map.of("listeners-operators", 1));
        assertThat(come(seats, who("r1", "t1", "a1"), who("r2", "t2", "a2"))).isNull();
        assertThat(come(seats, who("r3", "t3", "a3"))).isEqualTo("listeners-operators");
        assertThat(come(seats, OPERATOR)).isNull();
        assertThat(catchThrowableOfType(Refused.class, () -> seats.check(there, OPERATOR))
                        .problem()
                        .status())
                .isEqualTo(503);
    }

    @Test
    void whereFewMayListenHalfOfThePlacesAreKeptAndNotAll() {
        var seats = seats(8, Map.of("listeners-operators", 50));
        for (var i = 0; i < 4; i++)
            assertThat(come(seats, who("r" + i, "t" + i, "a"))).isNull();
        assertThat(come(seats, who("r", "t", "a"))).isEqualTo("listeners-operators");
    }

    private String come(Seats seats, Who... all) {
        for (var who : all) {
            var refused = catchThrowableOfType(Refused.class, () -> seats.check(there, who));
            if (refused != null) return refused.problem().limit();
            there.add(new Listener(who, new NoLine(), Runnable::run));
        }
        return null;
    }

    private static Who who(String room, String token, String address) {
        return new Who(room, token, address, false, true);
    }

    private static Seats seats(int all, Map<String, Object> limits) {
        var settings = new EventSettings(all, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new Seats(settings, Limits.of(limits), new LimitNews(new SimpleMeterRegistry()));
    }

    private static final class NoLine implements Listener.Line {
        @Override
        public void send(Sent what) {}

        @Override
        public void close() {}
    }
}
