package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.host.CommandResult;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step verify judges the new key, here Tavus's: what else the worker's log tells is told, and takes nothing back. */
class NewKeyJudgedTest {
    private static final String OLD = "inspect " + Host.OLD;
    private static final String NEXT = "inspect " + Host.NEXT;
    private static final String REGISTERED = "{\"message\":\"registered worker\",\"level\":\"INFO\",\"id\":\"AW_1\"}";
    private static final String REFUSED =
            "{\"message\":\"failed to connect to livekit\",\"level\":\"WARNING\",\"exc_info\":\"401, message='no', url='ws://livekit:7880/agent'\"}";
    private static final String TAVUS = "{\"message\":\"tavus: status_code=401\",\"level\":\"ERROR\"}";
    private static final HostFacts SEEN = HostFacts.seen(
                    "overlap",
                    "why",
                    new HostFacts.Old(Host.OLD, true, "image", "always"),
                    new HostFacts.Shas("a", "b"))
            .touch(true)
            .made(Host.NEXT);
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();
    private final Verification verification =
            new Verification(node.steps(), RotationParts.containers(), node.lastWords(), node.settings(), node.clock());
    private Work work;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"no voice\",\"level\":\"ERROR\",\"exc_info\":\"openai.AuthenticationError: Error code: 401\"}",
                "{\"message\":\"HTTP 401 from somebody\",\"level\":\"ERROR\"}",
                "Traceback (most recent call last):",
                "{\"message\":\"tavus status_code=402 out of conversational credits\",\"level\":\"ERROR\"}",
                "{\"message\":\"process exited with non-zero exit code -9\",\"level\":\"ERROR\"}",
            })
    void otherTroubleIsToldAndTakesNothingBack(String line) {
        become(REGISTERED, line);
        assertThat(node.journal().of("r1").get(0).observed())
                .startsWith("registered worker after 0 ms, then no refusal of the new key; told besides: ")
                .doesNotContain("then nothing bad");
    }

    @Test
    void aWarningAtTheStartIsGood() {
        become(
                REFUSED,
                "{\"message\":\"retrying\",\"level\":\"WARNING\",\"exc_info\":\"Traceback (most recent call last):\"}",
                REGISTERED);
        assertThat(node.told("r1")).containsExactly("verify done");
    }

    @Test
    void theNewKeysRefusalTakesItBack() {
        assertThat(failure(REGISTERED, TAVUS).problem().type()).endsWith(":worker-in-trouble");
        assertThat(node.journal().of("r1").get(0).observed())
                .contains("Its log tells that the new key is refused: 401 of tavus; seen: 2 records as JSON");
    }

    @Test
    void whatWasSeenInsteadOfARegistrationIsTold() {
        var failed = failure(
                "{\"message\":\"starting worker\"}", "2026-01-01 10:00:00,000 - WARNING app - no sandbox-unit-old");
        assertThat(failed.problem().type()).endsWith(":worker-never-registered");
        assertThat(failed.problem().detail())
                .isEqualTo(
                        "Its log did not say \"registered worker\" within 60 s; seen: 2 records as JSON and Python's text;"
                                + " the last: WARNING app \"no [TAVUS_API_KEY]\".");
    }

    /** Two keys are dead; LiveKit's keeps the old worker and the new one out alike, whichever of them is rotated first. */
    @Test
    void aKeyCanBeRotatedWhileLiveKitRefusesTheOldWorkerToo() {
        host.on("logs " + Host.OLD, Host.log(REGISTERED, REFUSED));
        become(REFUSED);
        assertThat(node.journal().of("r1").get(0).observed())
                .startsWith("not registered, because LiveKit refuses its key pair as it refused the old worker's");
    }

    @Test
    void oneThatTakesARegisteredWorkersPlaceHasToRegister() {
        host.on("logs " + Host.OLD, Host.log(REFUSED, REGISTERED));
        assertThat(failure(REFUSED).problem().type()).endsWith(":worker-never-registered");
    }

    @Test
    void itsLastLinesAreKeptAndNoneOfThemShowsAKey() {
        var canary = RotationParts.NEW.reveal();
        var lines = IntStream.range(0, 60).mapToObj(i -> switch (i % 4) {
            case 0 -> "{\"message\":\"line " + i + "\",\"x-api-key\":\"" + canary + "\"}";
            case 1 -> "\u001b[31mkey " + canary.substring(0, 6) + "\u001b[0m" + canary.substring(6) + " of line " + i;
            case 2 -> "line " + i + " sk-proj-" + "AbCdEf0123456789AbCdEf0123456789 " + "x".repeat(3_000);
            default -> "line " + i + " sandbox-unit-old";
        });
        var tail = lines.skip(10)
                .map(line -> "2026-01-01T00:00:00.000000000Z " + line)
                .collect(Collectors.joining("\n", "half a line sandbox-unit\n", "\n\nexit 0\n"));
        host.on("backend", Host.good(tail));
        failure(REGISTERED, TAVUS);
        var kept = node.journal().log("r1", 0, 1);
        assertThat(kept).hasSize(50).allMatch(line -> line.length() < 2_100).allMatch(line -> line.contains("line "));
        assertThat(String.join("\n", kept)).doesNotContain(canary, "sandbox-unit", "AbCdEf0123456789", "\u001b");
        assertThat(kept.get(49)).endsWith("line 59 [TAVUS_API_KEY]");
        var shown = new RotationViews(node.parts(), node.journal())
                .of(node.rotations().find("r1").orElseThrow());
        assertThat(shown.hosts().get(0).steps().get(0).log()).isEqualTo(kept);
    }

    @Test
    void linesThatCannotBeHadHideNoFailure() {
        host.on("backend", Host.bad(1, "Error response from daemon: no"));
        assertThat(failure(REGISTERED, TAVUS).problem().type()).endsWith(":worker-in-trouble");
        assertThat(node.journal().log("r1", 0, 1)).isEmpty();
    }

    private void become(String... log) {
        begin(log);
        verification.look(work);
        node.clock().pass(Duration.ofSeconds(10));
        verification.look(work);
        assertThat(work.isWaiting()).isFalse();
        verification.end(work);
    }

    private StepFailed failure(String... log) {
        begin(log);
        node.clock().pass(Duration.ofSeconds(61));
        return catchThrowableOfType(StepFailed.class, () -> verification.look(work));
    }

    private void begin(String... log) {
        host.on("backend", Host.good("\nexit 0\n"))
                .on(NEXT, with(RotationParts.NEW.reveal()))
                .on(OLD, Host.container(Host.OLD, true))
                .on("env", Host.good("TAVUS_API_KEY=" + RotationParts.NEW.reveal() + "\n"))
                .on("logs " + Host.NEXT, Host.log(Arrays.copyOf(log, log.length)));
        work = node.work(host, SEEN);
        verification.begin(work);
    }

    private static CommandResult with(String key) {
        return Host.good(Host.container(Host.NEXT, true).text().replace("sandbox-unit-old", key));
    }
}
