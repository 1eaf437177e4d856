package dev.understudy.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.Room;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A room that is listed as it was is looked at every other time, and any other at once. */
class FamiliarTest {
    private final Familiar familiar = new Familiar();

    @Test
    void whatIsAsItWasIsDueEveryOtherTime() {
        assertThat(familiar.isDue(room("RM_1", 2))).isTrue();
        assertThat(familiar.isDue(room("RM_1", 2))).isFalse();
        assertThat(familiar.isDue(room("RM_1", 2))).isTrue();
        assertThat(familiar.isDue(room("RM_1", 2))).isFalse();
    }

    @Test
    void whoCameOrWentMakesItDue() {
        familiar.isDue(room("RM_1", 2));
        assertThat(familiar.isDue(room("RM_1", 1))).isTrue();
        assertThat(familiar.isDue(room("RM_1", 1))).isFalse();
    }

    @Test
    void anotherLifeOfTheRoomMakesItDue() {
        familiar.isDue(room("RM_1", 2));
        assertThat(familiar.isDue(room("RM_2", 2))).isTrue();
    }

    @Test
    void whatWasGoneMeanwhileIsNew() {
        familiar.isDue(room("RM_1", 2));
        familiar.keep(List.of());
        assertThat(familiar.isDue(room("RM_1", 2))).isTrue();
    }

    /** While LiveKit was away everything may have happened. */
    @Test
    void afterAFaultNothingIsFamiliar() {
        familiar.isDue(room("RM_1", 2));
        familiar.forget();
        assertThat(familiar.isDue(room("RM_1", 2))).isTrue();
    }

    private static Room room(String sid, int people) {
        return new Room("demo", sid, people);
    }
}
