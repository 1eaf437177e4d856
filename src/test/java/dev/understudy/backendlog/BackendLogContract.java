package dev.understudy.backendlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.credential.Provider;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.host.HostSettings;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.store.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a container's log, over real SSH: every line counted once, whatever happens to connection, log and container. */
abstract class BackendLogContract {
    private static final int LIMIT = 1 << 20;
    private static final String SUBJECT = "one/";
    private int said;

    @TempDir
    Path folder;

    final Database database = BothDatabases.Shared.empty(Dialect.SQLITE);
    WatchedHost host;
    private CutProxy proxy;
    Watch watch;

    /** One with a container that runs. */
    abstract WatchedHost open(Path folder);

    @BeforeEach
    void begin() {
        host = open(folder);
        proxy = new CutProxy(host.port());
        watch = watch(LIMIT);
    }

    @AfterEach
    void end() {
        watch.close();
        proxy.close();
        host.close();
    }

    @Test
    void theIncidentsLinesRaiseOneAlertWithTheirCount() {
        watch.look();
        host.say(incident());
        watch.look();
        watch.look();
        assertThat(only(AlertKind.TAVUS_KEY_REJECTED).count()).isEqualTo(3);
        assertThat(watch.words).containsExactly(Provider.TAVUS);
        for (var i = 0; i < 10; i++) host.say(incident());
        watch.look();
        assertThat(only(AlertKind.TAVUS_KEY_REJECTED).count()).isEqualTo(33);
        assertThat(watch.counted("tavus-refused")).isEqualTo(22);
        watch.clock.pass(Duration.ofMinutes(11));
        watch.look();
        assertThat(watch.alerts.open()).isEmpty();
        host.say(incident());
        watch.look();
        assertThat(watch.alerts.open()).as("another one").isEmpty();
    }

    @Test
    void linesThatComeWhileItIsReadAreCountedOnce() {
        for (var round = 0; round < 5; round++) {
            say(1 + round * 7);
            watch.look();
        }
        watch.look();
        everyLineIsCounted();
    }

    @Test
    void whatDoesNotFitIntoOneAnswerIsReadByFurtherOnes() {
        watch.close();
        watch = watch(8_192);
        say(600);
        watch.look();
        assertThat(watch.current().state().isBehind()).isTrue();
        watch.readAll();
        everyLineIsCounted();
    }

    @Test
    void aConnectionThatIsCutAnywhereLosesAndRepeatsNothing() {
        watch.look();
        for (var bytes = 1_500; bytes < 40_000; bytes += 9_500) {
            say(200);
            proxy.cutAfter(bytes);
            watch.look();
        }
        assertThat(watch.problem()).contains("before the command did");
        proxy.cutAfter(Long.MAX_VALUE);
        watch.readAll();
        everyLineIsCounted();
        assertThat(watch.problem()).isEqualTo("null");
    }

    @Test
    void anotherNodeReadsOnWhereThisOneWas() {
        say(50);
        watch.look();
        say(50);
        watch.clock.pass(Duration.ofMinutes(1));
        var first = watch;
        watch = watch(LIMIT);
        watch.clock.pass(Duration.ofMinutes(3));
        watch.look();
        assertThat(first.counted(Watch.NUMBERED) + watch.counted(Watch.NUMBERED))
                .isEqualTo(said);
        first.close();
    }

    @Test
    void aContainerThatIsMadeAnewIsReadFromItsBeginning() {
        say(20);
        host.stop();
        watch.look();
        assertThat(watch.current().isAtItsEnd()).isTrue();
        host.remove();
        host.run();
        say(20);
        watch.look();
        everyLineIsCounted();
        assertThat(watch.current().isRegistered()).isTrue();
    }

    @Test
    void whatAContainerSaidLastBeforeItWasRemovedIsAGap() {
        say(20);
        watch.look();
        host.remove();
        host.run();
        watch.look();
        assertThat(watch.counted(Tally.GAP)).isEqualTo(1);
        watch.look();
        assertThat(watch.counted(Tally.GAP)).as("told once").isEqualTo(1);
    }

    @Test
    void aContainerThatIsStartedAgainIsReadOn() {
        say(20);
        host.stop();
        watch.look();
        watch.look();
        host.start();
        say(20);
        watch.look();
        everyLineIsCounted();
    }

    @Test
    void whatCannotBeReadIsToldTheThirdTimeAndOverWhenItCan() throws IOException {
        var known = Files.readString(knownHosts());
        Files.writeString(knownHosts(), "");
        watch.look();
        watch.look();
        assertThat(watch.alerts.open()).isEmpty();
        watch.look();
        assertThat(only(AlertKind.BACKEND_LOG_UNREADABLE).detail())
                .contains("shows the key")
                .contains("SHA256:");
        Files.writeString(knownHosts(), known);
        watch.look();
        assertThat(watch.alerts.open()).isEmpty();
    }

    @Test
    void withoutAContainerNothingIsKnown() {
        host.remove();
        for (var i = 0; i < 3; i++) watch.look();
        assertThat(only(AlertKind.BACKEND_LOG_UNREADABLE).detail())
                .isEqualTo("there is no container " + host.container());
        host.run();
        watch.look();
        assertThat(watch.alerts.open()).isEmpty();
    }

    /** The container says so many lines, with numbers that go on. */
    void say(int lines) {
        host.say(IntStream.range(said, said + lines)
                .mapToObj(i -> "line " + i + " " + "x".repeat(40))
                .toList());
        said += lines;
    }

    void everyLineIsCounted() {
        assertThat(watch.counted(Watch.NUMBERED)).isEqualTo(said);
        assertThat(watch.counted(Tally.GAP)).isZero();
    }

    int said() {
        return said;
    }

    private Alert only(AlertKind kind) {
        assertThat(watch.alerts.open()).hasSize(1);
        var alert = watch.alerts.open().get(0);
        assertThat(alert.kind()).isEqualTo(kind);
        assertThat(alert.subject()).isEqualTo(SUBJECT + host.container());
        return alert;
    }

    /** Reaches the host through the proxy, whose port is in known_hosts instead of its own. */
    private Watch watch(int limit) {
        var there = host.settings();
        var settings = new HostSettings(
                knownHosts(),
                there.keyFile(),
                there.passphrase(),
                there.agentSocket(),
                Duration.ofSeconds(10),
                there.commandTimeout(),
                there.outputLimit(),
                there.heartbeat(),
                there.weakAlgorithms());
        try {
            var known = Files.readString(there.knownHosts());
            Files.writeString(knownHosts(), known.replace("]:" + host.port(), "]:" + proxy.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var target =
                new Target("one", "127.0.0.1", proxy.port(), host.user(), host.container(), "/srv/avatar/.env", null);
        return new Watch(database, target, settings, limit);
    }

    private Path knownHosts() {
        return folder.resolve("known_hosts-of-the-proxy");
    }

    static List<String> incident() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/backendlog/incident.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
