package dev.understudy.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.common.Problem;
import dev.understudy.credential.By;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.Provider;
import dev.understudy.host.CommandResult;
import dev.understudy.host.Sha256;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step look: what is refused before anything is touched, and what is remembered of the rest. */
class LookingTest {
    private static final String ENV = "A=1\nTAVUS_API_KEY=sandbox-unit-old\n";
    private static final String ENV_SHA = Sha256.hex(ENV.getBytes(UTF_8));
    static final String REGISTERED =
            "2026-01-01T00:00:01.000000000Z {\"message\":\"registered worker\",\"id\":\"AW_1\"}\n\nexit 0\n";
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();

    @ParameterizedTest
    @CsvSource({
        "127, 'sh: 1: docker: not found',                      no-docker, not found",
        "1,   'Cannot connect to the Docker daemon',           no-docker, Cannot connect",
        "1,   'permission denied while trying to connect',     no-docker, permission denied"
    })
    void withoutDockerNothingIsDone(int exit, String err, String code, String says) {
        refused(code, says, host.on("version", Host.bad(exit, err)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'Podman Engine Conmon OCI Runtime (crun)', ''",
        "125, '', 'Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.'"
    })
    void podmanBehindADockerCommandIsRefused(int exit, String out, String err) {
        var said = new CommandResult(exit, null, out.getBytes(UTF_8), err, false);
        refused("engine-is-podman", "Podman", host.on("version {{range", said));
    }

    @Test
    void podmanIsKnownByWhatItSaysOfAContainerToo() throws java.io.IOException {
        try (var in = getClass().getResourceAsStream("/wild/inspect/podman.json")) {
            var shown = new String(java.util.Objects.requireNonNull(in).readAllBytes(), UTF_8);
            refused("engine-is-podman", "Podman", host.on("container inspect", Host.good(shown)));
        }
    }

    @ParameterizedTest
    @CsvSource({"66,  no-env-file,      is not there", "127, host-lacks-tools, flock", "1,   host-lacks-tools, exit 1"})
    void aFolderThatCannotBeLookedAtIsRefused(int exit, String code, String says) {
        refused(code, says, host.on("LOOK", Host.bad(exit, "")));
    }

    @ParameterizedTest
    @CsvSource({
        "'writable=no',                                no-write,         env-file-refused, may not write",
        "'writable=yes;env=1;link=/etc/env',           link,             env-file-refused, symbolic link",
        "'writable=yes;env=1;user=1000;owner=0',       owner,            env-file-refused, belongs to user 0",
        "'writable=yes;env=',                          missing,          no-env-file,      /srv/avatar/.env",
        "'writable=yes;env=1;lock=r0',                 locked,           host-locked,      r0"
    })
    void anEnvFileThatMayNotBeChangedIsRefused(String seen, String why, String code, String says) {
        refused(code, says, host.on("LOOK", Host.good(seen.replace(';', '\n') + "\n")));
    }

    @ParameterizedTest
    @CsvSource({
        "'TAVUS_API_KEY=\"a\"',             env-file-refused, quotes",
        "'TAVUS_API_KEY=a;TAVUS_API_KEY=b', env-file-refused, more than once",
        "'export A=1',                      env-file-refused, 1"
    })
    void anEnvFileThatCannotBeReadIsRefused(String env, String code, String says) {
        refused(code, says, host.on("READ", Host.good(env.replace(';', '\n') + "\n")));
    }

    @Test
    void whatBecameOfALookIsNotKnownWhenItsProgramWasKilled() {
        host.on("LOOK", Host.bad(137, ""));
        well();
        var work = node.work(host, HostFacts.NONE);
        assertThat(catchThrowableOfType(Unsure.class, () -> looking(true).look(work)))
                .isNotNull();
    }

    @Test
    void withoutTheKeyNothingIsDone() {
        well();
        var failed = failure(node.work(host, HostFacts.NONE), looking(false));
        assertThat(failed.type()).endsWith(":key-lost");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"HostConfig\":{\"AutoRemove\":true,\"RestartPolicy\":{\"Name\":\"no\"}}',      container-auto-removes",
        "'\"HostConfig\":{\"LogConfig\":{\"Type\":\"none\"}}',                            container-has-no-log",
        "'\"HostConfig\":{},\"Config\":{\"Labels\":{\"com.docker.swarm.task\":\"t\"}}',   container-is-orchestrated",
        "'\"HostConfig\":{},\"Config\":{\"Labels\":{\"com.docker.compose.project\":\"p\"}}', compose-files-missing"
    })
    void aContainerThatWouldNotComeBackAsItWasIsRefused(String more, String code) {
        var shown = "[{\"Id\":\"1\",\"Name\":\"/x\",\"State\":{},\"Config\":{}," + more + "}]";
        refused(code, "", host.on("container inspect", Host.good(shown)));
    }

    /** From a host that was taken over, or is broken: refused by its name, and nothing of it is quoted or becomes a command. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "[1]",
                "<html>",
                "[{\"Id\":\"$(reboot)\",\"Config\":{},\"HostConfig\":{}}]",
                "[{\"Id\":\"1\"}]",
                "[{\"Id\":\"1\",\"Config\":[],\"HostConfig\":{}}]",
                "[{\"Id\":\"1\",\"Name\":\"/a b;reboot\",\"Config\":{},\"HostConfig\":{}}]",
                "[{\"Id\":\"1\",\"Image\":\"--privileged\",\"Config\":{},\"HostConfig\":{}}]",
                "[{\"Id\":\"1\",\"State\":{\"StartedAt\":\"reboot\"},\"Config\":{},\"HostConfig\":{}}]",
                "[{\"Id\":\"1\",\"Config\":{\"StopSignal\":\"1 reboot\"},\"HostConfig\":{}}]",
                "[{\"Id\":\"1\",\"Config\":{},\"HostConfig\":{\"RestartPolicy\":{\"Name\":\"no; reboot\"}}}]",
            })
    void nonsenseOfAContainerIsRefused(String shown) {
        refused("inspect-unreadable", "no Docker prints", host.on("container inspect", Host.good(shown)));
    }

    @Test
    void aContainerThatIsNotThereIsRefusedWithoutARun() {
        refused("no-such-container", "avatar-backend", host.on("container inspect", Host.missing()));
    }

    /** The first host's commit made it the current one: it waits in no slot of its own any more. */
    @Test
    void theNextHostGetsTheKeyThatTheFirstOneHasAlready(@TempDir Path folder) {
        well();
        var desk = new Desk(folder);
        desk.credentials.keys().promote(Provider.TAVUS, RotationParts.NEW, new By("a test", "a commit"));
        desk.node
                .looking(new NewEnvFile(desk.credentials.keys(), desk.node.settings()))
                .look(desk.node.work(host, HostFacts.NONE));
        assertThat(desk.node.kept("r1").facts().strategy()).isEqualTo("overlap");
    }

    @Test
    void whatIsSeenIsRememberedBeforeAnythingIsDone() {
        well();
        var work = node.work(host, HostFacts.NONE);
        looking(true).look(work);
        var facts = node.kept("r1").facts();
        assertThat(facts.strategy()).isEqualTo("overlap");
        assertThat(facts.oldId()).isEqualTo(Host.OLD);
        assertThat(facts.oldRan()).isTrue();
        assertThat(facts.policy()).isEqualTo("always");
        assertThat(facts.oldSha()).isEqualTo(ENV_SHA);
        assertThat(facts.newSha())
                .isEqualTo(Sha256.hex(ENV.replace("sandbox-unit-old", RotationParts.NEW.reveal())
                        .getBytes(UTF_8)));
        assertThat(facts.touched() || facts.committed() || facts.isBack()).isFalse();
        var told = node.journal().of("r1").get(0).observed();
        assertThat(told)
                .startsWith("Docker 28.0.0; overlap: ")
                .contains("; the old worker's log is read as JSON, registered worker AW_1")
                .doesNotContain("sandbox-unit", "added");
    }

    @Test
    void oneThatDoesNotRunIsRememberedAsThat() {
        host.on("container inspect", Host.container(Host.OLD, false));
        well();
        looking(true).look(node.work(host, HostFacts.NONE));
        assertThat(node.kept("r1").facts().oldRan()).isFalse();
    }

    @Test
    void aVariableThatIsAddedIsSaidSo() {
        host.on("READ", Host.good("A=1\n"));
        well();
        looking(true).look(node.work(host, HostFacts.NONE));
        assertThat(node.journal().of("r1").get(0).observed())
                .contains("TAVUS_API_KEY is not in the env file and is added at its end");
    }

    @Test
    void whereContainerAndFileDifferIsToldByNameAndKept() {
        host.on("READ", Host.good("A=from-the-file\nB=2\nTAVUS_API_KEY=sandbox-unit-old\n"));
        var shown = Host.container(Host.OLD, true).text().replace("[\"TAVUS", "[\"A=1\",\"C=3\",\"TAVUS");
        host.on("container inspect", Host.good(shown));
        well();
        looking(true).look(node.work(host, HostFacts.NONE));
        var seen = node.kept("r1").facts().env();
        assertThat(seen.differences())
                .extracting(EnvSeen.Difference::name, EnvSeen.Difference::meaning)
                .containsExactly(
                        tuple("A", "the file says otherwise; the container's value is kept"),
                        tuple("B", "only the file has it; the container does not get it"),
                        tuple("C", "the file does not say it; the container's value is kept"));
        assertThat(node.journal().of("r1").get(0).observed())
                .contains("read as docker run --env-file does", "A: the file says otherwise")
                .doesNotContain("from-the-file");
    }

    @Test
    void aMountedFileIsReadByDotenvsRulesAndAnOddPathIsRefused() {
        var mounts = "\"Mounts\":[{\"Source\":\"/srv/avatar\",\"Destination\":\"%s\"}],";
        var env = "export TAVUS_API_KEY='sandbox-unit-old' # mine\n";
        host.on("READ", Host.good(env)).on("container inspect", without(mounts.formatted("/app")));
        well();
        looking(true).look(node.work(host, HostFacts.NONE));
        var seen = node.kept("r1").facts();
        assertThat(seen.env().mountedAt()).isEqualTo("/app/.env");
        assertThat(seen.newSha())
                .isEqualTo(Sha256.hex(env.replace("sandbox-unit-old", RotationParts.NEW.reveal())
                        .getBytes(UTF_8)));
        host.anew("container inspect").on("container inspect", without(mounts.formatted("/a b")));
        var work = node.work(node.rotations().find("r1").orElseThrow(), host, HostFacts.NONE);
        assertThat(failure(work, looking(true)).detail()).contains("may not be part of a command");
    }

    private static CommandResult without(String mounts) {
        return Host.good(
                Host.container(Host.OLD, true, mounts).text().replace("\"TAVUS_API_KEY=sandbox-unit-old\"", ""));
    }

    @ParameterizedTest
    @CsvSource({"old, the old one; going on", "new, the new one; going on"})
    void onATouchedHostOnlyTheEnvFileIsLookedAt(String env, String says) {
        host.on("LOOK", seen(env));
        looking(true).look(node.work(host, touched()));
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo("the env file is " + says);
        var back = touched().back(Problem.of(422, "x", "X", "Y"));
        looking(true).look(node.work(node.rotations().find("r1").orElseThrow(), host, back));
        assertThat(node.journal().of("r1").get(1).observed()).endsWith("going back");
    }

    @Test
    void anEnvFileThatSomebodyEditedCallsAPerson() {
        host.on("LOOK", seen("other"));
        var work = node.work(host, touched());
        var failure =
                catchThrowableOfType(PersonNeeded.class, () -> looking(true).look(work));
        assertThat(failure.problem().type()).endsWith(":env-file-edited");
    }

    private static CommandResult seen(String env) {
        return Host.good("env=" + env + "\nwritable=yes\n");
    }

    private static HostFacts touched() {
        var old = new HostFacts.Old(Host.OLD, true, "image", "always");
        return HostFacts.seen("overlap", "why", old, new HostFacts.Shas("old", "new"))
                .touch(true);
    }

    /** Everything that was not said otherwise is well. */
    private void well() {
        host.on("version {{range", Host.good("Engine containerd runc docker-init \n"))
                .on("version", Host.good("28.0.0\n"))
                .on("dependents", Host.good(""))
                .on("LOOK", seen(ENV_SHA))
                .on("READ", Host.good(ENV))
                .on("image inspect", Host.good("[{\"Id\":\"sha256:x\",\"Config\":{}}]"))
                .on("container inspect", Host.container(Host.OLD, true))
                .on("backendlog", Host.good(REGISTERED));
    }

    private void refused(String code, String says, Host changed) {
        well();
        var problem = failure(node.work(changed, HostFacts.NONE), looking(true));
        assertThat(problem.type()).endsWith(":" + code);
        assertThat(problem.detail()).contains(says).doesNotContain("sandbox-unit");
        assertThat(node.told("r1")).containsExactly("look failed");
        assertThat(node.kept("r1").facts()).isEqualTo(HostFacts.NONE);
    }

    private static Problem failure(Work work, Looking looking) {
        return catchThrowableOfType(StepFailed.class, () -> looking.look(work)).problem();
    }

    private Looking looking(boolean knowsKey) {
        var keys = CredentialParts.staged(Optional.of(RotationParts.NEW).filter(key -> knowsKey));
        return node.looking(new NewEnvFile(keys, node.settings()));
    }
}
