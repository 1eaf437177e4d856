package dev.understudy.journey;

import dev.understudy.fixtures.SandboxStage;
import org.junit.jupiter.api.AfterAll;

/** The way to a face again, at a Tavus whose refusals have their text under {@code error}, where others have {@code message}. */
class SandboxErrorFormJourneysTest extends SandboxJourneys implements FaceJourneys {
    private static final SandboxStage STAGE = start("--understudy.sandbox.tavus-says-error=true");

    @AfterAll
    static void stop() {
        STAGE.close();
    }

    @Override
    public SandboxStage stage() {
        return STAGE;
    }
}
