package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.CommandResult;
import dev.understudy.store.Dialect;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers in the worker's namespaces are named before, and made anew after it; what goes wrong with one takes nothing back. */
class DependentsTest {
    private static final String PROXY = "2".repeat(64);
    private static final String ANEW = "3".repeat(64);
    private static final String ENDED = "2026-01-01T00:10:00.5Z";
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host()
            .on("image inspect", Host.good("[{\"Id\":\"sha256:x\",\"Config\":{}}]"))
            .on("inspect " + Host.OLD, Host.container(Host.OLD, false))
            .on("inspect " + PROXY, proxy("/proxy", "{\"Name\":\"always\"}"))
            .on("inspect " + ANEW, Host.container(ANEW, true))
            .on("inspect proxy-again-r1", Host.missing())
            .on("docker stop", Host.good(""))
            .on("docker start", Host.good(""))
            .on("docker update", Host.good(""))
            .on("docker rm", Host.good(""))
            .on("docker rename", Host.good(""))
            .on("dial-stdio", Host.good("HTTP/1.0 201 Created\r\n\r\n{\"Id\":\"" + ANEW + "\"}"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "container:OLD|| ; proxy (network)",
                "default|container:OLD| ; proxy (pid)",
                "default||container:OLD ; proxy (ipc)",
                "container:OLD|container:OLD|container:OLD ; proxy (network, pid, ipc)",
                "container:avatar-backend|| ; proxy (network)",
                "container:OTHER|| ; ",
                "default||private ; ",
            })
    void whoIsInItsNamespacesIsNamed(String modes, String named) {
        host.on("dependents", Host.good(line(PROXY, "proxy", "true", modes.strip())));
        var work = work();
        var note = dependents(false).note(Dependents.of(work, old(work)));
        if (named == null) assertThat(note).isEmpty();
        else assertThat(note).contains(named, "restart-dependents: true");
        if (named != null)
            assertThat(dependents(true).note(Dependents.of(work, old(work))))
                    .contains(named, "they are made anew after it");
    }

    @Test
    void oneThatRanIsMadeAnewInTheNewOnesNamespaces() {
        host.on("dependents", Host.good(line(PROXY, "proxy", "true", "container:OLD||")));
        assertThat(renewed()).isEqualTo("proxy is made anew in the new worker's namespaces, as container 333333333333");
        assertThat(host.count("docker stop " + PROXY)).isEqualTo(1);
        assertThat(host.count("docker start " + ANEW)).isEqualTo(1);
        assertThat(host.count("docker update always " + ANEW)).isEqualTo(1);
        assertThat(host.count("docker rm " + PROXY)).isEqualTo(1);
        assertThat(host.count("docker rename " + ANEW + " proxy")).isEqualTo(1);
    }

    @ParameterizedTest(name = "ended at {0}: made anew {1}")
    @CsvSource({"2026-01-01T00:10:00.4Z, true", "2026-01-01T00:11:00Z, true", "2025-12-31T23:00:00Z, false"})
    void oneThatDiedWithTheOldWorkerToo(String finished, boolean isMade) {
        host.anew("inspect " + Host.OLD)
                .on("inspect " + Host.OLD, ended())
                .on(
                        "dependents",
                        Host.good(line(PROXY, "proxy", "false", "default|container:OLD|")
                                .replace(ENDED, finished)));
        assertThat(renewed()).contains(isMade ? "made anew in" : "proxy is left as it is", isMade ? "" : "did not run");
        assertThat(host.count("dial-stdio")).isEqualTo(isMade ? 1 : 0);
    }

    @Test
    void whatACrashHasBegunIsGoneOnWith() {
        host.anew("inspect proxy-again-r1")
                .on("inspect proxy-again-r1", Host.container(ANEW, false))
                .on("dependents", Host.good(line(PROXY, "proxy", "true", "container:OLD||")));
        assertThat(renewed()).contains("as container 333333333333");
        assertThat(host.count("dial-stdio")).as("made once").isZero();
    }

    @Test
    void oneThatOnlyLacksItsNameGetsIt() {
        host.on("inspect proxy", Host.missing())
                .anew("inspect " + ANEW)
                .on("inspect " + ANEW, Host.good(container(ANEW, "/proxy-again-r1", "{}", "container:" + Host.NEXT)))
                .on("dependents", Host.good(line(ANEW, "proxy-again-r1", "true", "container:" + Host.NEXT + "||")));
        assertThat(renewed()).contains("proxy is made anew");
        assertThat(host.count("docker rename " + ANEW + " proxy")).isEqualTo(1);
        assertThat(host.count("dial-stdio")).isZero();
    }

    @ParameterizedTest(name = "{0} fails")
    @CsvSource({"dial-stdio, 0", "docker stop, 0", "docker start, 1"})
    void whatGoesWrongIsToldAndTakesNothingBack(String words, int removed) {
        host.anew(words)
                .on(words, words.equals("dial-stdio") ? answer400() : Host.bad(1, "Error response from daemon: no"))
                .on("dependents", Host.good(line(PROXY, "proxy", "true", "container:OLD||")));
        assertThat(renewed()).contains("proxy is left as it is, without the worker's namespaces: ");
        assertThat(host.count("docker rm " + ANEW)).isEqualTo(removed);
        assertThat(host.count("docker rm " + PROXY)).as("never").isZero();
        assertThat(node.told("r1")).containsExactly("dependents done");
        assertThat(node.kept("r1").facts().isBack()).isFalse();
    }

    @Test
    void oneThatWouldBeGoneOnceStoppedIsLeft() {
        host.anew("inspect " + PROXY)
                .on("inspect " + PROXY, proxy("/proxy", "{},\"AutoRemove\":true"))
                .on("dependents", Host.good(line(PROXY, "proxy", "true", "container:OLD||")));
        assertThat(renewed()).contains("proxy is left as it is", "--rm");
        assertThat(host.count("docker stop")).isZero();
    }

    @Test
    void nobodyElseIsTouched() {
        host.on(
                "dependents",
                Host.good(line(PROXY, "proxy", "true", "container:" + Host.NEXT + "||")
                        + "nonsense\n$(reboot)|/x|true|x|container:OLD||\n"));
        assertThat(renewed()).isEqualTo("nothing lives in the old worker's namespaces");
    }

    private String renewed() {
        dependents(true).renew(work());
        return node.journal().of("r1").get(0).observed();
    }

    private Dependents dependents(boolean isWanted) {
        return node.dependents(new NewEnvFile(CredentialParts.staged(Optional.empty()), node.settings()), isWanted);
    }

    private Work work() {
        var old = new HostFacts.Old(Host.OLD, true, "image", "always");
        var facts = HostFacts.seen("overlap", "why", old, new HostFacts.Shas("old", "new"));
        return node.work(host, facts.touch(true).made(Host.NEXT).commit());
    }

    private static dev.understudy.container.Container old(Work work) {
        return RotationParts.containers().find(work, Host.OLD).orElseThrow();
    }

    private static CommandResult ended() {
        var shown = Host.container(Host.OLD, false).text();
        return Host.good(shown.replace("\"StartedAt\"", "\"FinishedAt\":\"" + ENDED + "\",\"StartedAt\""));
    }

    private static CommandResult answer400() {
        return Host.good("HTTP/1.0 400 Bad Request\r\n\r\n{\"message\":\"no\"}");
    }

    private static CommandResult proxy(String name, String policy) {
        return Host.good(container(PROXY, name, policy, "container:" + Host.OLD));
    }

    private static String container(String id, String name, String policy, String mode) {
        return """
                [{"Id":"%s","Name":"%s","Image":"sha256:%s","State":{"Running":true,"StartedAt":"2026-01-01T00:00:00Z"},
                "Config":{"Image":"proxy","Env":["A=b"],"Labels":{}},
                "HostConfig":{"RestartPolicy":%s,"NetworkMode":"%s"}}]""".formatted(id, name, "b".repeat(64), policy, mode);
    }

    private static String line(String id, String name, String runs, String modes) {
        return id + "|/" + name + "|" + runs + "|" + ENDED + "|"
                + modes.replace("OLD", Host.OLD).replace("OTHER", "4".repeat(64)) + "\n";
    }
}
