package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.fixtures.ManualClock;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.session.TaskLeases;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;

/** Which hosts are looked at, and that none is forgotten. */
class BackendLogsTest {
    private static final Target ONE = target("one");
    private static final Target TWO = target("two");
    private static final BackendLogSettings OFF = off();
    private final ManualClock clock = new ManualClock(1_795_410_048_000L);
    private final LooksByScript looks = new LooksByScript();
    private final BackendLogs logs = new BackendLogs(
            Watch.rotation(ONE, TWO),
            Watch.settings(1_000),
            new NoClients(),
            new BackendLogs.Store(new Always(), looks, new NothingKept()),
            clock);

    @Test
    void whoIsLookedAtIsNotLookedAtTwice() {
        assertThat(logs.due()).extracting(Look::target).containsExactly(ONE, TWO);
        assertThat(logs.due()).isEmpty();
    }

    /** It had been taken for under way until the application was started again. */
    @Test
    void whereTheStoreFailsForOneHostTheOthersAreLookedAtNextTime() {
        looks.troubleOf = TWO;
        assertThatThrownBy(logs::due).isInstanceOf(CannotAcquireLockException.class);
        looks.troubleOf = null;
        assertThat(logs.due()).extracting(Look::target).containsExactly(ONE, TWO);
    }

    private static BackendLogSettings off() {
        var none = Duration.ZERO;
        return new BackendLogSettings(false, none, none, 1, none, 1, none, none, none, 1, List.of());
    }

    private static Target target(String name) {
        return new Target(name, "127.0.0.1", 22, "deploy", "avatar-backend", "/srv/avatar/.env", null);
    }

    @SuppressWarnings("NullAway") // nothing else of it is asked
    private final class LooksByScript extends Looks {
        @Nullable
        Target troubleOf;

        LooksByScript() {
            super(null, clock);
        }

        @Override
        Last of(String host, String container) {
            if (troubleOf != null && troubleOf.name().equals(host)) throw new CannotAcquireLockException("locked");
            return Last.NEVER;
        }
    }

    @SuppressWarnings("NullAway") // nobody is asked
    private static final class NoClients extends HostClients {
        NoClients() {
            super(Watch.rotation(), null, OFF);
        }

        @Override
        String name(Target target) {
            return target.name();
        }
    }

    @SuppressWarnings("NullAway") // nothing is kept
    private static final class NothingKept extends ReadLogs {
        NothingKept() {
            super(null);
        }

        @Override
        void forget(long before) {}
    }

    @SuppressWarnings("NullAway") // nothing else of it is asked
    private final class Always extends TaskLeases {
        Always() {
            super(null, null, clock);
        }

        @Override
        public boolean take(String task, long forMs) {
            return true;
        }
    }
}
