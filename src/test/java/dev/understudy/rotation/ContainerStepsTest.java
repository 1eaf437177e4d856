package dev.understudy.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.Sha256;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The steps that start, rename and remove containers: which one, and what becomes of one that is gone. */
class ContainerStepsTest {
    private static final String NAME = RotationParts.TARGET.container();
    private static final String FILE = "TAVUS_API_KEY=sandbox-unit-new\n";
    private static final String OLD_NAME = NAME + "-old-r1";
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final ContainerSteps steps = steps();

    @Test
    void theNextOneIsStarted() {
        host.on("start", Host.good(""));
        steps.start(work());
        assertThat(host.count("start " + Host.NEXT)).isEqualTo(1);
        told("start done", "container 111111111111 is started");
    }

    @Test
    void theNextOneIsMadeOnceHoweverOftenTheRotationIsTakenUp() {
        host.on("inspect " + Host.OLD, Host.container(Host.OLD, true))
                .on("inspect " + Host.NEXT, Host.container(Host.NEXT, false))
                .on("ps", Host.good(Host.NEXT))
                .on("READ", Host.good(FILE))
                .on("image inspect", Host.good("[{\"Id\":\"sha256:x\",\"Config\":{}}]"));
        var work = work();
        steps.create(work);
        steps.create(work);
        assertThat(host.count("ps")).isEqualTo(1);
        assertThat(node.told("r1")).containsExactly("create done");
        assertThat(node.journal().of("r1").get(0).observed()).startsWith("111111111111 differs");
    }

    @Test
    void oneThatItsEngineCanNeverStartIsMadeOnceMore() {
        var other = "2".repeat(64);
        host.on("start " + Host.NEXT, Host.bad(1, "Error: task " + "a".repeat(8) + ": already exists"))
                .on("start " + other, Host.good(""))
                .on("rm", Host.good(""))
                .on("inspect " + Host.OLD, Host.container(Host.OLD, true))
                .on("inspect " + other, Host.container(other, false))
                .on("ps", Host.good(other))
                .on("READ", Host.good(FILE))
                .on("image inspect", Host.good("[{\"Id\":\"sha256:x\",\"Config\":{}}]"));
        steps.start(work());
        assertThat(host.count("rm --force " + Host.NEXT)).isEqualTo(1);
        assertThat(host.count("start " + other)).isEqualTo(1);
        told("start done", "container 222222222222 is started");
    }

    @Test
    void theOldOneDoesNotComeBackByItself() {
        stands(Host.OLD, NAME, true);
        host.on("update", Host.good(""));
        steps.retire(work());
        assertThat(host.count("update --restart no " + Host.OLD)).isEqualTo(1);
        told("retire done", "the old container has the restart policy no");
    }

    @Test
    void itsPolicyGoesToTheNextOne() {
        stands(Host.OLD, NAME, true);
        stands(Host.NEXT, "avatar-backend-next-r1", true);
        host.on("update", Host.good(""));
        steps.policy(work());
        assertThat(host.count("update --restart always " + Host.NEXT)).isEqualTo(1);
        assertThat(host.count("update --restart no " + Host.OLD)).isEqualTo(1);
        told("policy done", "the next container has the restart policy always, the old one no");
    }

    @Test
    void theNamesChange() {
        stands(Host.OLD, NAME, true);
        stands(Host.NEXT, "avatar-backend-next-r1", true);
        host.on("rename", Host.good(""));
        steps.swap(work());
        assertThat(host.count("rename " + Host.OLD + " " + OLD_NAME)).isEqualTo(1);
        assertThat(host.count("rename " + Host.NEXT + " " + NAME)).isEqualTo(1);
        told("swap done", NAME + " is container 111111111111 now");
    }

    @Test
    void oneInASwarmsNetworkIsTakenOutOfItToBeRenamedAndPutBack() {
        var swarm = "\"NetworkSettings\":{\"Networks\":{\"ov\":{\"NetworkID\":\"qd3qzz21s7jm398aq4paq5ke2\"}}},";
        host.on("inspect " + Host.OLD, Host.container(Host.OLD, false, swarm))
                .on("rename " + Host.OLD, Host.good(""))
                .on(
                        "rename " + Host.NEXT,
                        Host.bad(
                                1,
                                "Error response from daemon: Could not add service state for endpoint x to cluster on rename"),
                        Host.good(""))
                .on("network disconnect", Host.good(""))
                .on("dial-stdio", Host.good("HTTP/1.0 200 OK\r\n\r\n"));
        renameable();
        steps.swap(work());
        assertThat(host.count("network disconnect qd3qzz21s7jm398aq4paq5ke2 " + Host.NEXT))
                .isEqualTo(1);
        assertThat(host.count("rename " + Host.NEXT + " " + NAME)).isEqualTo(2);
        assertThat(host.count("dial-stdio")).as("connected again").isEqualTo(1);
    }

    @Test
    void whatHasItsNameAlreadyIsNotRenamedNorIsWhatIsGone() {
        host.on("inspect " + Host.OLD, Host.missing());
        stands(Host.NEXT, NAME, true);
        steps.swap(work());
        assertThat(host.count("rename")).isZero();
    }

    @Test
    void anOldOneThatSomebodyRenamedKeepsThatName() {
        stands(Host.OLD, "somebodys-own", true);
        stands(Host.NEXT, NAME, true);
        steps.swap(work());
        assertThat(host.count("rename")).isZero();
    }

    @Test
    void theOldOneAndTheFilesGoEvenWhenItIsGone() {
        host.on("rm", Host.good(""), Host.missing()).on("CLEAN", Host.good(""));
        var work = work();
        steps.cleanUp(work);
        steps.cleanUp(work);
        assertThat(host.count("rm --force " + Host.OLD)).isEqualTo(2);
        assertThat(host.count("CLEAN")).isEqualTo(2);
        assertThat(node.journal().of("r1").get(0).observed())
                .isEqualTo("the old container and the files of the rotation are removed");
    }

    @Test
    void whatIsBeingRemovedIsLookedAtAgain() {
        host.on("rm", Host.bad(1, "Error response from daemon: removal of container x is already in progress"));
        assertThat(catchThrowableOfType(Unsure.class, () -> steps.cleanUp(work())))
                .isNotNull();
        assertThat(host.count("CLEAN")).isZero();
    }

    @Test
    void inTheEndTheNextOneRuns() {
        host.on("inspect " + Host.NEXT, Host.container(Host.NEXT, true), Host.container(Host.NEXT, false));
        var work = work();
        steps.stand(work);
        told("stand done", "container 111111111111 runs");
        assertThat(catchThrowableOfType(Unsure.class, () -> steps.stand(work))).isNotNull();
    }

    private void stands(String id, String name, boolean isRunning) {
        host.on("inspect " + id, Host.container(id, isRunning, "\"Name\":\"/" + name + "\","));
    }

    private void told(String line, String observed) {
        assertThat(node.told("r1")).containsExactly(line);
        assertThat(node.journal().of("r1").get(0).observed()).isEqualTo(observed);
    }

    private void renameable() {
        host.anew("inspect " + Host.NEXT);
        var swarm = "\"NetworkSettings\":{\"Networks\":{\"ov\":{\"NetworkID\":\"qd3qzz21s7jm398aq4paq5ke2\"}}},";
        var named = Host.container(Host.NEXT, true, swarm).text().replace("/avatar-backend", "/avatar-backend-next-r1");
        host.on("inspect " + Host.NEXT, Host.good(named), inNoNetwork());
    }

    private static dev.understudy.host.CommandResult inNoNetwork() {
        return Host.container(Host.NEXT, true);
    }

    private Work work() {
        var facts = HostFacts.seen(
                "blue-green",
                "it can",
                new HostFacts.Old(Host.OLD, true, "backend", "always"),
                new HostFacts.Shas("a", Sha256.hex(FILE.getBytes(UTF_8))));
        return node.work(host, facts.made(Host.NEXT));
    }

    private ContainerSteps steps() {
        var containers = RotationParts.containers();
        var newEnvFile = new NewEnvFile(CredentialParts.staged(Optional.empty()), node.settings());
        var next = new NextContainer(node.steps(), containers, newEnvFile, node.settings(), RotationParts.JSON);
        return new ContainerSteps(node.steps(), next, new FileSteps(node.steps(), newEnvFile), containers);
    }
}
