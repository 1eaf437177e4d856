package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.CommandResult;
import dev.understudy.host.Sha256;
import dev.understudy.rotation.RotationSettings.Run;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The container that takes over is made once, in all its networks, and what Docker says to that is told apart. */
class NextContainerTest {
    private static final String OLD = "inspect " + Host.OLD;
    private static final String NEXT = "inspect " + Host.NEXT;
    private static final String FILE = "TAVUS_API_KEY=sandbox-unit-new\n";
    private static final String NETWORKS =
            "\"NetworkSettings\":{\"Networks\":{\"bridge\":{},\"models\":{\"NetworkID\":\"n1\"}}},";
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host()
            .on("image inspect", Host.good("[{\"Id\":\"sha256:x\",\"Config\":{}}]"))
            .on("READ", Host.good(FILE))
            .on("ps", Host.good(""))
            .on(OLD, Host.container(Host.OLD, true))
            .on(NEXT, Host.container(Host.NEXT, false));
    private final NextContainer next = new NextContainer(
            node.steps(),
            RotationParts.containers(),
            new NewEnvFile(CredentialParts.staged(Optional.empty()), node.settings()),
            node.settings(),
            RotationParts.JSON);

    @Test
    void itIsMadeAndRememberedBeforeItIsStarted() {
        host.on("dial-stdio", made());
        assertThat(next.create(work(Host.OLD))).startsWith("111111111111 differs from the old one in:\n");
        assertThat(node.kept("r1").facts().nextId()).isEqualTo(Host.NEXT);
        assertThat(host.count("dial-stdio")).isEqualTo(1);
    }

    @Test
    void theOneThatACrashLeftIsUsedInsteadOfASecond() {
        host.anew("ps").on("ps", Host.good(Host.NEXT + "\n"));
        next.create(work(Host.OLD));
        assertThat(node.kept("r1").facts().nextId()).isEqualTo(Host.NEXT);
        assertThat(host.count("dial-stdio")).isZero();
    }

    /** Whoever goes on after a crash in the clean-up finds the old one removed. */
    @Test
    void theOneThatFollowsAnInterimOneNeedsTheOldOneOnlyToBeMade() {
        var work = work(Host.OLD);
        node.steps().remember(work, work.facts().made("2".repeat(64)).follow(Host.NEXT));
        host.anew(OLD).on(OLD, Host.missing());
        assertThat(next.follow(work)).isEqualTo("111111111111 is there, and the old one is gone");
        assertThat(work.nextId()).isEqualTo(Host.NEXT);
        host.anew(NEXT).on(NEXT, Host.missing());
        assertThat(failure(() -> next.follow(work))).startsWith("no-such-container");
    }

    @Test
    void theOneThatFollowsIsMadeOnceWhateverItIsCalledByNow() {
        host.on("inspect avatar-backend-last-r1", Host.missing()).on("dial-stdio", made());
        var work = work(Host.OLD);
        node.steps().remember(work, work.facts().made("2".repeat(64)));
        next.follow(work);
        assertThat(work.nextId()).isEqualTo(Host.NEXT);
        assertThat(work.facts().env().interimId()).isEqualTo("2".repeat(64));
        next.follow(work);
        assertThat(host.count("dial-stdio")).as("it has the old one's name now").isEqualTo(1);
    }

    @Test
    void itIsConnectedToEachFurtherNetworkOnceMoreWithoutHarm() {
        host.anew(OLD).on(OLD, Host.container(Host.OLD, true, NETWORKS));
        host.on("dial-stdio", made(), answer(200, ""));
        next.create(work(Host.OLD));
        assertThat(host.count("dial-stdio")).isEqualTo(2);
        host.anew("dial-stdio").anew("ps").on("ps", Host.good(Host.NEXT + "\n"));
        host.on("dial-stdio", answer(403, "{\"message\":\"endpoint with name x already exists in network\"}"));
        next.create(again(Host.OLD));
        assertThat(host.count("dial-stdio")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "404 | {\"message\":\"network n1 not found\"} | connecting a network: HTTP 404",
                "500 | no json | connecting a network: HTTP 500"
            })
    void aNetworkThatItCannotJoinFailsTheStep(int status, String body, String says) {
        host.anew(OLD).on(OLD, Host.container(Host.OLD, true, NETWORKS));
        host.on("dial-stdio", made(), answer(status, body));
        assertThat(failure(() -> next.create(work(Host.OLD)))).isEqualTo("step-failed: " + says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "404 | {\"message\":\"No such image: x\"} | no-such-image: Docker does not have it any more: pull it.",
                "404 | {\"message\":\"no such thing\"} | step-failed: creating the next container: HTTP 404",
                "400 | {\"message\":\"No such image: x\"} | step-failed: creating the next container: HTTP 400"
            })
    void whatDockerRefusesIsToldByItsReason(int status, String body, String says) {
        host.on("dial-stdio", answer(status, body));
        assertThat(failure(() -> next.create(work(Host.OLD)))).isEqualTo(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "409 | {\"message\":\"the name is in use\"} | creating the next container: HTTP 409",
                "500 | {} | creating the next container: HTTP 500",
                "503 | {} | creating the next container: HTTP 503",
                "201 | {\"Id\": | creating the next container: the answer was cut off"
            })
    void whatMayHaveBeenMadeAllTheSameIsLookedForAgain(int status, String body, String says) {
        host.on("dial-stdio", answer(status, body));
        assertThat(catchThrowableOfType(Unsure.class, () -> next.create(work(Host.OLD))))
                .hasMessage(says);
        assertThat(node.kept("r1").facts().nextId()).isNull();
    }

    @Test
    void noAnswerProvesNothing() {
        host.on("dial-stdio", Host.good(""));
        assertThat(catchThrowableOfType(Unsure.class, () -> next.create(work(Host.OLD))))
                .hasMessage("creating the next container: no answer came");
    }

    @Test
    void withoutTheOldOneOrTheNewFileNothingIsMade() {
        host.anew(OLD).on(OLD, Host.missing());
        var work = work(Host.OLD);
        assertThat(failure(() -> next.create(work))).startsWith("no-such-container: ");
        host.anew(OLD).on(OLD, Host.container(Host.OLD, true));
        host.anew("READ").on("READ", Host.good("TAVUS_API_KEY=somebody-else\n"), Host.bad(1, ""));
        assertThat(failure(() -> next.create(work))).startsWith("env-file-edited: ");
        assertThat(host.count("dial-stdio")).isZero();
    }

    @Test
    void afterTheCommitTheNewFileIsReadInItsPlace() {
        host.anew("READ").on("READ", Host.bad(1, ""), Host.good(FILE));
        host.on("dial-stdio", made());
        next.create(work(Host.OLD));
        assertThat(node.kept("r1").facts().nextId()).isEqualTo(Host.NEXT);
    }

    @Test
    void whereThereWasNoneItIsMadeFromTheConfiguration() {
        host.on("create --name avatar-backend-next-r1", Host.good(Host.NEXT + "\n"));
        assertThat(next.create(work(null))).isEqualTo("111111111111, made from the configuration");
        assertThat(host.count("create backend:1 serve")).isEqualTo(1);
        assertThat(node.kept("r1").facts().nextId()).isEqualTo(Host.NEXT);
    }

    @Test
    void theOldOneIsMadeOnceMoreFromTheFileThatIsInPlace() {
        host.anew(OLD).on(OLD, Host.container(Host.OLD, true, NETWORKS));
        host.on("dial-stdio", made(), answer(200, ""));
        var work = work(Host.OLD);
        var old = RotationParts.containers().find(work, Host.OLD).orElseThrow();
        assertThat(next.again(work, old)).isEqualTo(Host.NEXT);
        assertThat(host.count("dial-stdio")).isEqualTo(2);
    }

    private Work work(String old) {
        node.open("r1");
        return again(old);
    }

    private Work again(String old) {
        var run = new Run("backend:1", List.of(), List.of("serve"), "always");
        var target = RotationParts.TARGET;
        var configured = new Target(
                target.name(), target.address(), 22, target.user(), target.container(), target.envFile(), run);
        var facts = HostFacts.seen(
                "overlap",
                "why",
                new HostFacts.Old(old, old != null, "image", "always"),
                new HostFacts.Shas("a", Sha256.hex(FILE.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        var part = new HostPart("r1", 0, target.name(), RotationState.RUNNING, facts);
        node.parts().change(part);
        var work = new Work(node.rotations().find("r1").orElseThrow(), configured, part, node.steps());
        work.host(host.connection());
        return work;
    }

    private static CommandResult made() {
        return answer(201, "{\"Id\":\"" + Host.NEXT + "\"}");
    }

    private static CommandResult answer(int status, String body) {
        return Host.good("HTTP/1.0 " + status + " x\r\n\r\n" + body);
    }

    private static String failure(Runnable step) {
        var problem = catchThrowableOfType(StepFailed.class, step::run).problem();
        return problem.code() + ": " + problem.detail();
    }
}
