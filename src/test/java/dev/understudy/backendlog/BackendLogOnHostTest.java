package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.host.DockerHost;
import dev.understudy.hosts.DockerWatchedHost;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a real host: OpenSSH, Docker, and Docker's own rotation of its logs. */
@Tag("host")
class BackendLogOnHostTest extends BackendLogContract {
    private static DockerHost machine;
    private static int count;

    @BeforeAll
    static void start() {
        machine = DockerHost.start();
    }

    @AfterAll
    static void stop() {
        machine.close();
    }

    /** Three files of 60 kB are kept: some 1,500 lines. */
    @Override
    WatchedHost open(Path folder) {
        return new DockerWatchedHost(
                machine, "watched" + ++count, "--log-opt", "max-size=60k", "--log-opt", "max-file=3");
    }

    @Test
    void aLogThatDockerRotatesIsReadWithoutLossOrRepetition() {
        watch.look();
        for (var round = 0; round < 10; round++) {
            say(300);
            watch.readAll();
        }
        everyLineIsCounted();
    }

    @Test
    void whatDockerThrewAwayBetweenTwoLooksIsAGap() {
        say(10);
        watch.look();
        say(3_000);
        watch.readAll();
        assertThat(watch.counted(Tally.GAP)).isEqualTo(1);
        assertThat(watch.counted(Watch.NUMBERED)).isBetween(11L, said() - 1L);
        watch.look();
        assertThat(watch.counted(Tally.GAP)).isEqualTo(1);
    }

    @Test
    void bothStreamsAreRead() {
        var lines = IntStream.range(0, 40)
                .mapToObj(i -> "line " + i + " of an error")
                .toList();
        machine.engine().docker("exec", host.container(), "sh", "-c", stderr(lines));
        watch.look();
        assertThat(watch.counted(Watch.NUMBERED)).isEqualTo(40);
    }

    private static String stderr(List<String> lines) {
        return "{ "
                + String.join(
                        "; ", lines.stream().map(each -> "echo '" + each + "'").toList()) + "; } >/proc/1/fd/2";
    }
}
