package dev.understudy.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.ManagementCalls;
import dev.understudy.fixtures.host.Backend;
import dev.understudy.fixtures.host.DockerHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation on a real host lets the old container's last lines be read, though the next look is a minute away. */
@Tag("host")
class LastLinesOnHostTest {
    private static final String LINES = "understudy_backend_log_lines_total{class=\"%s\"}";

    @Test
    void theOldContainersLastLinesAreReadBeforeItIsRemoved(@TempDir Path folder) {
        try (var machine = DockerHost.start()) {
            var backend = machine.backend("avatar-last", DockerHost.DEPLOY)
                    .write(Backend.env("sandbox-good-old-4c1d", "0.3", "0.3"))
                    .run()
                    .registered();
            var patterns = new TreeMap<String, String>();
            patterns.put("begun", "starting worker");
            patterns.put("ended", "shutting down worker");
            try (var rotator =
                    new Rotator(machine, folder).on(DockerHost.DEPLOY, backend).watching(patterns)) {
                rotator.start();
                var calls = new ManagementCalls(rotator.production().managementPort());
                await().atMost(Duration.ofSeconds(60)).until(() -> calls.metric(LINES.formatted("begun")) == 1);
                var rotated = rotator.rotate("sandbox-good-new-1");
                assertThat(rotated.state()).as(rotated.toString()).isEqualTo("done");
                assertThat(calls.metric(LINES.formatted("ended"))).isEqualTo(1);
                assertThat(calls.metric(LINES.formatted("gap"))).isZero();
                assertThat(calls.metric(LINES.formatted("begun"))).isEqualTo(2);
            }
        }
    }
}
