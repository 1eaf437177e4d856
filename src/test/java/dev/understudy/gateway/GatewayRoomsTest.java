package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.common.Refused;
import dev.understudy.fixtures.AtOnce;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

/** One request a room at a time. */
class GatewayRoomsTest {
    private final GatewayRooms rooms = new GatewayRooms(times(Duration.ofSeconds(20)));

    @Test
    void neverAreTwoAtTheSameRoom() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        AtOnce.run(8, number -> {
            var call = call("room");
            take(rooms, call);
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            rooms.giveBack(call);
            return number;
        });
        assertThat(most).hasValue(1);
    }

    @Test
    void otherRoomsDoNotWait() {
        take(rooms, call("one"));
        take(rooms, call("two"));
    }

    @Test
    void whoWaitsTooLongIsToldSoAndTakesNothing() {
        var quick = new GatewayRooms(times(Duration.ofMillis(120)));
        var first = call("room");
        take(quick, first);
        var second = call("room");
        assertThatThrownBy(() -> quick.take(second)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem().status())
                .isEqualTo(503));
        quick.giveBack(second); // it has no turn to give back
        assertThatThrownBy(() -> quick.take(call("room")))
                .as("the first is at it")
                .isInstanceOf(Refused.class);
        quick.giveBack(first);
        take(quick, call("room"));
    }

    /** Nobody sees it but the memory: a place for every room that ever was. */
    @Test
    void aRoomThatNobodyIsAtIsForgotten() {
        var quick = new GatewayRooms(times(Duration.ofMillis(120)));
        var first = call("room");
        take(quick, first);
        assertThatThrownBy(() -> quick.take(call("room"))).isInstanceOf(Refused.class);
        assertThat(places(quick)).hasSize(1);
        quick.giveBack(first);
        assertThat(places(quick)).isEmpty();
    }

    private static Map<?, ?> places(GatewayRooms rooms) {
        return (Map<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(rooms, "places"));
    }

    private static void take(GatewayRooms where, Call call) {
        try {
            where.take(call);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Call call(String room) {
        return new Call(0, new ObjectMapper().createObjectNode(), new AvatarPass(room, "avatar", "agent"));
    }

    private static GatewaySettings times(Duration deadline) {
        return new GatewaySettings(null, deadline, Duration.ofMillis(60), Duration.ofMillis(10));
    }
}
