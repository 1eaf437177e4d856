package dev.understudy.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.WorldControls;
import dev.understudy.session.FaceSettings;
import dev.understudy.session.Switch;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The checklist as production has it by default: Tavus is asked in its test mode, which costs nothing and shows no face. */
class SmokeTestModeTest {
    private static final App APP = App.start("--understudy.smoke.tavus=test-mode", "--understudy.smoke.poll=50");
    private final Runs runs = new Runs(APP, "sandbox", Duration.ofSeconds(60));

    @AfterAll
    static void stop() {
        APP.close();
    }

    @Test
    void tavusIsAskedAndNobodyIsPaid() {
        var run = runs.over(runs.begin());
        assertThat(run.path("state").asText()).as(Runs.text(run)).isEqualTo("passed");
        assertThat(Runs.verdicts(run))
                .containsEntry("tavus", "passed")
                .containsEntry("video", "skipped")
                .containsEntry("conversation", "passed")
                .containsEntry("cleanup", "passed");
        assertThat(Runs.detail(run, "tavus")).contains("nothing is billed");
    }

    @Test
    void aDeadKeyFailsTheLineOfTavusAndNoOther() {
        var world = new WorldControls(APP.port());
        world.fault("tavus", "out-of-credits");
        var run = runs.over(runs.begin());
        world.fault("tavus", "none");
        assertThat(Runs.verdicts(run))
                .containsEntry("tavus", "failed")
                .containsEntry("agent", "passed")
                .containsEntry("conversation", "passed");
    }

    @Test
    void whileEveryoneIsOnAudioTavusIsNotAsked() {
        var position = APP.bean(Switch.class);
        var alerts = APP.bean(Alerts.class);
        alerts.raise(AlertKind.SMOKE_FAILED, "tavus", "of an earlier run");
        position.move(FaceSettings.Provider.AUDIO);
        var run = runs.over(runs.begin());
        position.move(FaceSettings.Provider.TAVUS);
        assertThat(run.path("state").asText()).as(Runs.text(run)).isEqualTo("passed");
        assertThat(Runs.verdicts(run)).containsEntry("tavus", "skipped").containsEntry("video", "skipped");
        assertThat(Runs.detail(run, "tavus")).contains("everyone is on audio");
        assertThat(alerts.isOpen(AlertKind.SMOKE_FAILED, "tavus"))
                .as("what is left out by now fails no more")
                .isFalse();
    }
}
