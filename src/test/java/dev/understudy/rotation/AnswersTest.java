package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.rotation.Setback.PersonNeeded;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the end of a command means, and what of it may be told. */
class AnswersTest {
    private static final String SECRET = "TAVUS_API_KEY=sandbox-unit-leak";

    @ParameterizedTest
    @CsvSource({
        "1, StepFailed, step-failed",
        "2, StepFailed, step-failed",
        "65, Unsure, only a part of it came over",
        "66, StepFailed, step-failed",
        "73, PersonNeeded, host-lock-lost",
        "74, PersonNeeded, env-file-edited",
        "75, Unsure, another command is still at work there",
        "124, Unsure, exit 124",
        "76, StepFailed, step-failed",
        "126, StepFailed, step-failed",
        "127, StepFailed, step-failed",
        "128, StepFailed, step-failed",
        "129, Unsure, exit 129",
        "137, Unsure, exit 137",
        "143, Unsure, exit 143",
        "255, Unsure, exit 255"
    })
    void everyExitHasItsMeaning(int exit, String kind, String says) {
        var meaning = Answers.meaning(Host.bad(exit, SECRET), "trying");
        assertThat(meaning.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(meaning.getMessage()).doesNotContain("leak");
        if (exit != 74) assertThat(meaning.getMessage()).contains("trying");
        if (meaning instanceof StepFailed failed)
            assertThat(failed.problem().type()).endsWith(":" + says);
        else if (meaning instanceof PersonNeeded person)
            assertThat(person.problem().type()).endsWith(":" + says);
        else assertThat(meaning.getMessage()).contains(says);
    }

    @Test
    void whatASignalEndedProvesNothing() {
        var killed = new CommandResult(null, "KILL", new byte[0], "", false);
        assertThat(Answers.isUnsure(killed)).isTrue();
        assertThat(Answers.said(killed)).isEqualTo("ended by signal KILL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
                "error during connect: Get \"http://docker\": EOF",
                "Error response from daemon: context canceled",
                "read unix @->/run/docker.sock: read: connection reset by peer",
                "dial unix /var/run/docker.sock: connect: connection refused",
                "Error response from daemon: the daemon is shutting down",
                "dial unix: connect: No such file or directory: /var/run/docker.sock",
            })
    void anEngineThatWasAwayProvesNothing(String err) {
        assertThat(Answers.isUnsure(Host.bad(1, err))).isTrue();
        assertThat(Answers.meaning(Host.bad(1, err), "trying")).isInstanceOf(Unsure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: No such container: x",
                "Cannot connect to the Docker daemon",
                "No space left on device",
                "permission denied while trying to connect to the Docker daemon socket"
            })
    void ofStandardErrorDockersOwnSentencesAreTold(String err) {
        assertThat(Answers.said(Host.bad(1, "x\n" + err))).isEqualTo("exit 1, " + err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SECRET,
                "docker: invalid env file (/srv/.env): variable 'A B' contains whitespaces",
                "Error response from daemon: invalid environment variable: =sandbox-unit-leak",
                "sh: 1: " + SECRET + ": not found"
            })
    void nothingElseOfItIsTold(String err) {
        assertThat(Answers.said(Host.bad(1, err))).isEqualTo("exit 1");
    }

    @Test
    void aLongSentenceIsCut() {
        var said = Answers.said(Host.bad(1, "Error response from daemon: " + "x".repeat(5_000)));
        assertThat(said).hasSizeLessThan(320);
    }

    @Test
    void onlyAGoodEndGivesText() {
        var node = RotationParts.empty(Dialect.SQLITE);
        var host = new Host()
                .on("good", Host.good("yes"))
                .on("no", Host.bad(1, ""))
                .on("killed", Host.bad(137, ""));
        var work = node.work(host, HostFacts.NONE);
        assertThat(Answers.text(work, Command.of("good"), "it")).isEqualTo("yes");
        assertThat(Answers.sure(work, Command.of("no"), "it").exit()).isEqualTo(1);
        assertThatThrownBy(() -> Answers.text(work, Command.of("no"), "it")).isInstanceOf(StepFailed.class);
        assertThatThrownBy(() -> Answers.sure(work, Command.of("killed"), "it")).isInstanceOf(Unsure.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', DONE, ''",
        "DONE, DONE, ''",
        "DONE DONE, DONE, ''",
        "REFUSED RUNNING, REFUSED, why-0",
        "ROLLED_BACK RUNNING, ROLLED_BACK, why-0",
        "NEEDS_PERSON, NEEDS_PERSON, why-0",
        "DONE REFUSED, NEEDS_PERSON, hosts-differ",
        "DONE DONE ROLLED_BACK RUNNING, NEEDS_PERSON, hosts-differ",
    })
    void theWholeIsWhatItsHostsComeTo(String states, RotationState state, String problem) {
        var names = states.isEmpty() ? new String[0] : states.split(" ");
        var parts = java.util.stream.IntStream.range(0, names.length)
                .mapToObj(number -> part(number, RotationState.valueOf(names[number])))
                .toList();
        var verdict = Run.verdict(parts);
        assertThat(verdict.state()).isEqualTo(state);
        var type = verdict.problem() == null ? "" : verdict.problem().type();
        assertThat(type).endsWith(problem);
        if (problem.equals("hosts-differ"))
            assertThat(verdict.problem().detail())
                    .startsWith("h0")
                    .contains("Why not.")
                    .doesNotStartWith("h0, h1, h2");
    }

    private static HostPart part(int number, RotationState state) {
        var isWell = List.of(RotationState.DONE, RotationState.RUNNING).contains(state);
        var problem = new StepFailed("why-" + number, "No", "Why not.").problem();
        var facts = isWell ? HostFacts.NONE : HostFacts.NONE.back(problem);
        return new HostPart("r1", number, "h" + number, state, facts);
    }
}
