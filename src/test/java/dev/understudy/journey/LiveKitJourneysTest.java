package dev.understudy.journey;

import dev.understudy.fixtures.real.LiveKitStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The same journeys with a real LiveKit server, real workers, users and avatars, and the times of a real installation. */
@Tag("livekit")
class LiveKitJourneysTest implements FaceJourneys, AgentJourneys, RoomJourneys {
    private static LiveKitStage stage;

    @BeforeAll
    static void curtainUp() {
        // only what would make nobody wiser by being waited for: the next try after a refusal, and that nobody comes
        stage = LiveKitStage.start("--understudy.avatar.retry-after=3s", "--understudy.session.no-user-after=20s");
    }

    @AfterEach
    void clear() {
        stage.clear();
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
