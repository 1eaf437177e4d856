package dev.understudy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.access.AccessSettings;
import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.access.Doors;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.App;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.Participant.Kind;
import dev.understudy.livekit.RoomView;
import dev.understudy.session.Opening;
import dev.understudy.session.Plan;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.SessionParts;
import dev.understudy.session.Stores;
import dev.understudy.store.Dialect;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.mock.web.MockHttpServletRequest;

/**
 * An hour of somebody who wants all that an open installation gives: twenty tokens and ten agents a second from one address, a new
 * room and a new name each time; with every token it joins, and stays for as long as it likes.
 */
class GreedyVisitorTest {
    private static final Plan PLAN = new Plan("avatar-agent", AvatarBy.UNDERSTUDY, null, null);
    private static final int HOUR_S = 3_600;

    @Test
    @Tag("thorough")
    void withTheDefaultsItGetsWhatTheySayAndWithoutLimitsWhateverItAsksFor() throws Exception {
        for (var stay : List.of(Duration.ofSeconds(30), Duration.ofHours(1))) {
            var limited = new Hour(defaults(), false, stay).run();
            assertThat(limited.tokens).isBetween(3_600, 3_660);
            assertThat(limited.agentsAhead).isZero();
            assertThat(limited.conversations).isBetween(20, 1_000);
            assertThat(limited.mostAtOnce).isLessThanOrEqualTo(20);
            assertThat(limited.minutes()).isLessThanOrEqualTo(1_200);
            limited.print("defaults", stay);
        }
        var unlimited = new Hour(Limits.none(), true, Duration.ofSeconds(30)).run();
        assertThat(unlimited.conversations).isEqualTo(unlimited.tokens).isEqualTo(20 * HOUR_S / Hour.EVERY_S);
        unlimited.print("no limits, every 60th second", Duration.ofSeconds(30));
    }

    /** As they are in config/application.yaml. */
    private static LimitSettings defaults() throws Exception {
        var environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("defaults", new FileSystemResource("config/application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment)
                .bind("understudy.limits", LimitSettings.class)
                .get();
    }

    private static final class Hour {
        static final int EVERY_S = 60;
        private final Stores stores = Stores.empty(Dialect.SQLITE);
        private final Duration stay;
        private final boolean ahead;
        private final CallLimits calls;
        private final FaceBudget budget;
        private final Opening opening =
                new Opening(stores.sessions(), stores.writes(), SessionParts.settings(), event -> {}, stores.clock());
        private final ArrayDeque<String> onStage = new ArrayDeque<>();
        private final ArrayDeque<Long> until = new ArrayDeque<>();
        private final long began = stores.clock().millis();
        private int number;
        private int tokens;
        private int agents;
        private int agentsAhead;
        private int conversations;
        private int mostAtOnce;

        Hour(LimitSettings limits, boolean ahead, Duration stay) {
            this.stay = stay;
            this.ahead = ahead;
            var news = new LimitNews(new SimpleMeterRegistry());
            calls = new CallLimits(limits, Doors.access(Mode.OPEN, null), news, stores.clock());
            budget = new FaceBudget(limits, open(), stores.conversations(), news);
        }

        /** Without limits one second of each minute says enough: nothing is refused in any. */
        Hour run() {
            for (var second = 0; second < HOUR_S; second++) {
                if (!ahead || second % EVERY_S == 0) second();
                stores.clock().pass(Duration.ofSeconds(1));
                leave();
            }
            return this;
        }

        private void second() {
            for (var i = 0; i < 20; i++) if (isLet(() -> calls.token(request()))) join();
            for (var i = 0; i < 10; i++) if (isLet(() -> calls.dispatch(request()))) dispatch();
            mostAtOnce = Math.max(mostAtOnce, onStage.size());
        }

        private void join() {
            tokens++;
            agents++; // LiveKit's webhook opens the session, and its agent comes
            var session = stores.open("s" + number++, "room-" + number);
            var user =
                    new Participant("user-" + number, "PA_1", Kind.USER, 1, false, Map.of("understudy.caller", "one"));
            try {
                budget.take(session, new RoomView(List.of(user)));
                conversations++;
                onStage.add(session.id());
                until.add(stores.clock().millis() + stay.toMillis());
            } catch (FaceBudgetUsed used) {
                assertThat(used.limit()).startsWith("conversations");
            }
        }

        /** Into rooms that nobody enters. */
        private void dispatch() {
            var session =
                    opening.open("ahead-" + number++, PLAN, "asked for", !ahead).session();
            if (!session.presence().userFirst()) agentsAhead++;
        }

        private void leave() {
            while (!until.isEmpty() && until.peek() <= stores.clock().millis()) {
                until.remove();
                stores.end(onStage.remove());
            }
        }

        double minutes() {
            return stores.conversations().minutesSince(began);
        }

        void print(String what, Duration stay) {
            System.out.printf(
                    "greedy hour, %s, faces kept for %s: %d tokens, %d agents, %d of them for empty rooms, %d conversations,"
                            + " %d at once, %.0f minutes%n",
                    what, stay, tokens, agents + agentsAhead, agentsAhead, conversations, mostAtOnce, minutes());
        }

        private static boolean isLet(Runnable call) {
            try {
                call.run();
                return true;
            } catch (Refused refused) {
                assertThat(refused.problem().status()).isEqualTo(429);
                return false;
            }
        }

        private static MockHttpServletRequest request() {
            var request = new MockHttpServletRequest();
            request.setRemoteAddr("198.51.100.7");
            return request;
        }

        private static AccessSettings open() {
            return new AccessSettings(
                    Mode.OPEN,
                    Secret.of(App.OPERATOR),
                    null,
                    false,
                    List.of(),
                    new AccessSettings.Oidc(null, null, Duration.ZERO));
        }
    }
}
