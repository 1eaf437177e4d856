package dev.understudy.journey;

import dev.understudy.fixtures.SandboxStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A crowd in the sandbox, with the times of a real installation and a worker that has two warm processes. */
class SandboxCrowdJourneysTest implements CrowdJourneys {
    private static SandboxStage stage;

    @BeforeAll
    static void curtainUp() {
        stage = SandboxStage.start("--understudy.sandbox.warm-processes=2");
    }

    @AfterAll
    static void curtainDown() {
        stage.close();
    }

    @Override
    public SandboxStage stage() {
        return stage;
    }
}
