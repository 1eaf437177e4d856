package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.AlertSign;
import dev.understudy.alert.AlertSigns;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.store.Dialect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A backend without a registered worker is a sign, until there is one. */
class RegistrationsTest {
    private static final Instant STARTED = Instant.parse("2026-11-30T08:00:00Z");
    private final AlertSigns signs =
            new AlertSigns(BothDatabases.Shared.empty(Dialect.SQLITE).jdbc(), new ManualClock(STARTED.toEpochMilli()));
    private final Registrations registrations = new Registrations(signs);

    @Test
    void aContainerThatNeverRegisteredIsASignUntilItHas() {
        registrations.read(log("running", true, null));
        registrations.read(log("running", true, null));
        assertThat(signs.all()).singleElement().satisfies(sign -> {
            assertThat(sign.kind()).isEqualTo(AlertKind.WORKER_NOT_REGISTERED);
            assertThat(sign.subject()).isEqualTo("prod/avatar-backend");
            assertThat(sign.detail()).contains("container 0123456789ab is running");
            assertThat(sign.times()).isEqualTo(1);
            assertThat(sign.lasts()).isTrue();
        });
        registrations.read(log("running", true, STARTED.toEpochMilli() + 300));
        assertThat(signs.all()).extracting(AlertSign::lasts, AlertSign::inRow).containsExactly(tuple(false, 0));
    }

    @Test
    void aStoppedContainerIsASignThoughItHadRegisteredAndSoIsOneThatIsNotThere() {
        registrations.read(log("exited", true, STARTED.toEpochMilli() + 300));
        assertThat(signs.all()).extracting(AlertSign::lasts).containsExactly(true);
        registrations.missing(new Target("prod", "host", 22, "deploy", "another", "/srv/.env", null));
        assertThat(signs.all()).extracting(AlertSign::subject).contains("prod/another");
    }

    @Test
    void whereNobodyCanKnowNobodyIsCalled() {
        registrations.read(log("running", false, null));
        assertThat(signs.all()).isEmpty();
    }

    private static ReadLog log(String status, boolean isWhole, @Nullable Long registeredAt) {
        var id = "0123456789abcdef".repeat(4);
        var seen =
                new ContainerSeen(id, "avatar-backend", STARTED, status, STARTED.toString(), "0001-01-01T00:00:00Z", 0);
        var state = new ReadLog.State(isWhole, false, STARTED.toEpochMilli() + 500, null, registeredAt, null);
        return new ReadLog("prod", "avatar-backend", seen, Bookmark.at(STARTED), state, 0, 1);
    }
}
