package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Database;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The store of events, the same on both databases. */
class WebhooksTest {
    private static final long NOW = 1_795_410_048_000L;

    @Nested
    class OnSqlite extends OnAny {
        private static Database database;

        @BeforeAll
        static void open() {
            database = Database.sqlite();
        }

        @AfterAll
        static void close() {
            database.close();
        }

        @Override
        Webhooks webhooks() {
            return new Webhooks(database.jdbc());
        }
    }

    @Nested
    class OnPostgres extends OnAny {
        private static Database database;

        @BeforeAll
        static void open() {
            database = Database.postgres();
        }

        @AfterAll
        static void close() {
            database.close();
        }

        @Override
        Webhooks webhooks() {
            return new Webhooks(database.jdbc());
        }
    }

    abstract static class OnAny {
        abstract Webhooks webhooks();

        @Test
        void anEventIsKeptOnce() {
            assertThat(webhooks().store(joined("once-1", "once", NOW))).isTrue();
            assertThat(webhooks().store(joined("once-1", "once", NOW + 5))).isFalse();
            assertThat(webhooks().waiting("once")).containsExactly(joined("once-1", "once", NOW));
        }

        @Test
        void ofManyRetriesAtTheSameMomentOneIsNew() throws Exception {
            var pool = Executors.newFixedThreadPool(8);
            try {
                Callable<Boolean> retry = () -> webhooks().store(joined("race-1", "race", NOW));
                var results = pool.invokeAll(java.util.Collections.nCopies(16, retry));
                var kept = 0;
                for (var result : results) if (result.get()) kept++;
                assertThat(kept).isOne();
            } finally {
                pool.shutdownNow();
            }
        }

        @Test
        void theOrderOfARoomIsKeptWithinAMillisecond() {
            for (var id : List.of("z", "m", "a")) webhooks().store(joined("order-" + id, "order", NOW));
            assertThat(webhooks().waiting("order"))
                    .extracting(WebhookEvent::id)
                    .containsExactly("order-z", "order-m", "order-a");
        }

        @Test
        void whatWasWorkedOnWaitsNoMoreButIsStillKnown() {
            webhooks().store(joined("done-1", "done", NOW));
            webhooks().worked(List.of("done-1"), NOW);
            assertThat(webhooks().waiting("done")).isEmpty();
            assertThat(webhooks().store(joined("done-1", "done", NOW))).isFalse();
        }

        @Test
        void anEventThatConcernsNoSessionNeverWaits() {
            webhooks().store(event("none-1", "room_started", "", NOW));
            webhooks().store(event("none-2", "egress_started", "none", NOW));
            assertThat(webhooks().waiting("")).isEmpty();
            assertThat(webhooks().waiting("none")).isEmpty();
        }

        @Test
        void roomsWaitTheOldestFirst() {
            webhooks().store(joined("old-2", "old-b", 2000));
            webhooks().store(joined("old-1", "old-a", 1000));
            webhooks().store(joined("old-3", "old-c", 9000));
            assertThat(webhooks().roomsWaiting(3000, 10)).containsExactly("old-a", "old-b");
            assertThat(webhooks().roomsWaiting(3000, 1)).containsExactly("old-a");
        }

        @Test
        void onlyWhatWasWorkedOnLongAgoIsForgotten() {
            webhooks().store(joined("gone-1", "gone", 10));
            webhooks().store(joined("gone-2", "gone", 20));
            webhooks().worked(List.of("gone-1"), 30);
            assertThat(webhooks().forget(31)).isOne();
            assertThat(webhooks().waiting("gone")).extracting(WebhookEvent::id).containsExactly("gone-2");
            webhooks().worked(List.of("gone-2"), NOW);
        }

        @Test
        void howSomebodyLeftIsKept() {
            webhooks()
                    .store(new WebhookEvent(
                            "left-1", "participant_left", "left", "RM_1", "agent", "PA_1", NOW, "handover"));
            assertThat(webhooks().waiting("left"))
                    .extracting(WebhookEvent::detail)
                    .containsExactly("handover");
        }

        @Test
        void aRoomGivesAtMostTwoHundredAtOnce() {
            for (int i = 0; i < 205; i++) webhooks().store(joined("many-" + i, "many", NOW + i));
            assertThat(webhooks().waiting("many")).hasSize(200).first().hasFieldOrPropertyWithValue("id", "many-0");
        }

        private static WebhookEvent joined(String id, String room, long at) {
            return event(id, "participant_joined", room, at);
        }

        private static WebhookEvent event(String id, String event, String room, long at) {
            return new WebhookEvent(id, event, room, "RM_1", "user", "PA_1", at);
        }
    }
}
