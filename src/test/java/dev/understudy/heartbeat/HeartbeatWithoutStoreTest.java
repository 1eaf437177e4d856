package dev.understudy.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.BrokenStore;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SandboxStage;
import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.Stage;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** While another process has the database locked, in the whole application: in doubt, no harm is done. */
@OneAtATime
class HeartbeatWithoutStoreTest {
    /** Longer than a silence is believed, and than a lease of the heartbeat lasts. */
    private static final Duration LOCKED = Duration.ofSeconds(6);

    private static final String FILE = Database.newFile();
    private static final SandboxStage STAGE = SandboxStage.start("--understudy.database.url=jdbc:sqlite:" + FILE);

    @AfterAll
    static void stop() {
        STAGE.close();
    }

    @Test
    void aLivingAgentStaysAndASilentOneIsReplacedWhenTheDatabaseIsBack() {
        STAGE.userJoins("demo", "zoe");
        await().ignoreExceptions().until(() -> session().state().equals("VIDEO"));
        var agent = String.valueOf(session().agentIdentity());
        try (var locked = BrokenStore.locked(FILE)) {
            stays(agent);
            STAGE.livekitFault("agent-freezes");
            stays(agent);
            STAGE.livekitFault("none");
            stays(agent);
        }
        stays(agent); // it was silent, and is not any more
        try (var locked = BrokenStore.locked(FILE)) {
            STAGE.livekitFault("agent-freezes");
            stays(agent);
        }
        await().until(() -> session().attempt() == 2);
        await().until(() -> session().state().equals("VIDEO"));
        assertThat(session().agentIdentity()).isNotEqualTo(agent);
        assertThat(STAGE.livekit().agents("demo", Stage.AGENT)).hasSize(1);
    }

    private static void stays(String agent) {
        await().during(LOCKED).untilAsserted(() -> assertThat(
                        session().agentIdentity() + ", attempt " + session().attempt())
                .isEqualTo(agent + ", attempt 1"));
    }

    private static SeenSession session() {
        return STAGE.operator().session("demo").orElseThrow();
    }
}
