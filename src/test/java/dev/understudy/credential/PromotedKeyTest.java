package dev.understudy.credential;

import static dev.understudy.credential.Provider.TAVUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.ManagementCalls;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.WorldControls;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The sandbox's key is revoked while it runs; a promoted one puts faces on the stage again, without a restart. */
@OneAtATime
@ExtendWith(OutputCaptureExtension.class)
class PromotedKeyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Secret NEW = Secret.of("sandbox-canary-promoted-83b1");

    @Test
    void newCallsAreMadeWithThePromotedKey(CapturedOutput output) {
        try (var app = App.start("--logging.level.dev.understudy=DEBUG")) {
            var keys = app.bean(Keys.class);
            var old = keys.current(TAVUS);
            new WorldControls(app.port()).fault("tavus", "revoked");
            play(app, "before", "tavus_key_rejected");
            keys.stage(TAVUS, NEW);
            play(app, "between", "tavus_key_rejected");
            keys.promote(TAVUS, NEW, new By("a test", "the old one is revoked"));
            play(app, "after", "\"state\":\"VIDEO\"");
            assertThat(keys.previous(TAVUS)).contains(old);
            var metrics = ManagementCalls.of(app).metrics();
            assertThat(metrics)
                    .contains("provider=\"tavus\",slot=\"current\"} 1.0", "provider=\"tavus\",slot=\"previous\"} 0.0")
                    .doesNotContain(old.fingerprint());
        }
        assertThat(output).doesNotContain(NEW.reveal());
    }

    private static void play(App app, String room, String seen) {
        new WorldControls(app.port()).join(room, "user");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        app.send(app.request("/api/sessions?room=" + room).header("Authorization", "Bearer sandbox"))
                                .body())
                .contains(seen));
    }
}
