package dev.understudy.journey;

import dev.understudy.fixtures.real.LiveKitStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** A crowd before one real worker with two warm processes; without faces, which would only be a test of this machine. */
@Tag("livekit")
class LiveKitCrowdJourneysTest implements CrowdJourneys {
    private static LiveKitStage stage;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.startWithOneWorker("--AVATAR_PROVIDER=audio");
    }

    @AfterAll
    static void curtainDown() {
        stage.close();
    }

    @Override
    public LiveKitStage stage() {
        return stage;
    }
}
