package dev.understudy.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client's program: what it is given, and that nothing of it is left. */
class CommandUserTest {
    private static final SmokeUser.Invitation INVITATION =
            new SmokeUser.Invitation("ws://livekit.example", Secret.of("a-token"), "a-room", "somebody");

    @TempDir
    Path folder;

    @Test
    void itGetsAddressAndTokenInItsEnvironmentAndNothingElseOfOurs() throws IOException {
        var seen = folder.resolve("seen");
        var user = user("env > " + seen + ".part; tr '\\0' ' ' < /proc/$$/cmdline > " + seen + ".line; mv " + seen
                + ".part " + seen + "; sleep 600");
        var visit = user.join(INVITATION);
        Awaitility.await().until(() -> Files.exists(seen));
        assertThat(Files.readAllLines(seen)).contains("LIVEKIT_URL=ws://livekit.example", "LIVEKIT_TOKEN=a-token");
        assertThat(Files.readAllLines(seen))
                .extracting(line -> line.replaceAll("=.*", ""))
                .isSubsetOf(
                        "LIVEKIT_URL",
                        "LIVEKIT_TOKEN",
                        "PATH",
                        "HOME",
                        "LANG",
                        "LC_ALL",
                        "TMPDIR",
                        "TEMP",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_",
                        "SSL_CERT_FILE",
                        "SSL_CERT_DIR");
        assertThat(Files.readString(Path.of(seen + ".line"))).doesNotContain("a-token");
        visit.leave();
        assertThat(visit.over()).contains("exit code");
    }

    @Test
    void whatItStartedGoesWithItEvenWhenItDoesNotListen() throws IOException {
        var visit = user("trap '' TERM; sleep 601 & echo $! > " + folder.resolve("pid.part") + "; mv "
                        + folder.resolve("pid.part") + " " + folder.resolve("pid") + "; wait; wait; sleep 602")
                .join(INVITATION);
        Awaitility.await().until(() -> Files.exists(folder.resolve("pid")));
        var child = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();
        assertThat(visit.over()).isEmpty();
        visit.leave();
        assertThat(visit.over()).isNotEmpty();
        Awaitility.await().until(() -> !child.isAlive());
    }

    @Test
    void oneThatAKilledNodeLeftIsFoundByItsMarkAndAnotherOfThatNumberIsNot() throws IOException {
        var user = user("sleep 603");
        var visit = user.join(INVITATION);
        var mark = visit.mark();
        user.endLeftOver(mark.replaceAll(" .*", " 1"));
        assertThat(visit.over()).isEmpty();
        user.endLeftOver(mark);
        Awaitility.await().until(() -> !visit.over().isEmpty());
    }

    @Test
    void aProgramThatIsNotThereIsNamedByItsSetting() {
        var user = new CommandUser(settings(List.of(folder.resolve("missing").toString())));
        assertThatThrownBy(() -> user.join(INVITATION)).hasMessageContaining("understudy.smoke.user-command");
        assertThat(new CommandUser(settings(List.of())).isThere()).isFalse();
    }

    private static CommandUser user(String script) {
        return new CommandUser(settings(List.of("sh", "-c", script)));
    }

    private static SmokeSettings settings(List<String> command) {
        return SmokeParts.settings(command, null);
    }
}
