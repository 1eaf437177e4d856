package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.container.Container;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.rotation.Setback.Unsure;
import dev.understudy.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the next worker could be judged is known from the old one's log, before anything is touched. */
class OldWorkerLogTest {
    private static final String EARLY = "2026-01-01T00:00:01.000000000Z ";
    private static final String LATE = "2026-01-01T09:00:00.000000000Z ";
    private static final String REGISTERED = "{\"message\":\"registered worker\",\"id\":\"AW_1\"}";
    private static final String END = "\n\nexit 0\n";
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "{\"message\":\"registered worker\",\"id\":\"AW_1\"} > JSON",
                "2026-06-26 13:35:39,241 - INFO livekit.agents - registered worker {\"id\": \"AW_1\"} > Python's text",
                "[16:22:29.908] INFO (22764): registered worker {\"id\":\"AW_1\"} > pino-pretty",
            })
    void howItIsReadIsTold(String line, String form) {
        assertThat(heard(EARLY + line + END))
                .isEqualTo("the old worker's log is read as " + form + ", registered worker AW_1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "we are registered >  Let it log as the SDK does",
                "{\"message\":\"starting worker\"} > mend that first",
            })
    void withoutARegisteredWorkerInItNothingIsDone(String line, String remedy) {
        var problem = refused(EARLY + line + " of sandbox-unit-old" + END).problem();
        assertThat(problem.type()).endsWith(":registration-unseen");
        assertThat(problem.detail()).contains("seen: 1 record as", remedy).doesNotContain("sandbox-unit");
    }

    @Test
    void anEmptyOneIsRefusedToo() {
        assertThat(refused(END).problem().detail()).contains("seen: nothing");
    }

    /** A dead LIVEKIT key never registers, and a dead key may end the worker: these are to be rotated. */
    @Test
    void aWorkerThatIsRefusedOrEndsAgainAndAgainMayBeRotated() {
        var refused = "{\"message\":\"failed to connect to livekit, retrying: 401, message='no'\"}";
        assertThat(heard(EARLY + refused + END))
                .isEqualTo("the old worker is not registered, seen: 1 record as JSON, with 401 of livekit");
        host.on("backendlog", Host.good(EARLY + "words" + END));
        var often = container("\"RestartCount\":0", "\"RestartCount\":7");
        assertThat(RotationParts.oldWorkerLog().heard(work(), often)).startsWith("the old worker is not registered");
    }

    @Test
    void oneThatDoesNotRunHasNothingToSay() {
        var old = Container.parse(Host.container(Host.OLD, false).text(), RotationParts.JSON);
        assertThat(RotationParts.oldWorkerLog().heard(work(), old)).isEqualTo("the old worker does not run");
    }

    @Test
    void aLogWhoseBeginningIsGoneIsBelievedWhenItsFormIsKnownOrTheWatchSawMore() {
        assertThat(heard(LATE + "{\"message\":\"a job\"}" + END)).endsWith("it is read as JSON");
        assertThat(refused(LATE + "words" + END)).isNotNull();
        assertThat(heard(LATE + "words" + END, true)).endsWith("the log watch saw it register");
        assertThat(refused(EARLY + "words" + END, true))
                .as("all of it is there, whatever was seen before")
                .isNotNull();
    }

    @Test
    void aLongLogIsReadFromBothItsEnds() {
        host.on("rotation", Host.log("{\"message\":\"a job\"}", REGISTERED));
        assertThat(heard(EARLY + "{\"message\":\"a job\"}\n" + EARLY + "half")).endsWith("registered worker AW_1");
        host.anew("rotation").on("rotation", Host.log("words"));
        assertThat(heard(EARLY + "{\"message\":\"a job\"}\n" + EARLY + "half")).endsWith("it is read as JSON");
        assertThat(refused(EARLY + "words\n" + EARLY + "half")).isNotNull();
        host.anew("rotation").on("rotation", Host.log("{\"message\":\"a job\"}"));
        assertThat(heard(EARLY + "words\n" + EARLY + "half")).endsWith("it is read as JSON");
    }

    @Test
    void aLogThatIsNotGivenOutIsAskedForAgain() {
        host.on("backendlog", Host.good("Error response from daemon\n\nexit 1\n"));
        assertThat(catchThrowableOfType(
                        Unsure.class, () -> RotationParts.oldWorkerLog().heard(work(), old())))
                .isNotNull();
    }

    private String heard(String printed) {
        return heard(printed, false);
    }

    private String heard(String printed, boolean isWatched) {
        host.anew("backendlog").on("backendlog", Host.good(printed));
        return RotationParts.oldWorkerLog(watch(isWatched)).heard(work(), old());
    }

    private StepFailed refused(String printed) {
        return refused(printed, false);
    }

    private StepFailed refused(String printed, boolean isWatched) {
        return catchThrowableOfType(StepFailed.class, () -> heard(printed, isWatched));
    }

    private static LogReader watch(boolean hasSeen) {
        return new LogReader() {
            @Override
            public Duration patience() {
                return Duration.ZERO;
            }

            @Override
            public boolean isRead(Ended ended) {
                return true;
            }

            @Override
            public boolean hasRegistered(String host, String id) {
                return hasSeen && host.equals("one") && id.equals(Host.OLD);
            }
        };
    }

    private static Container old() {
        return container("", "");
    }

    private static Container container(String from, String to) {
        return Container.parse(Host.container(Host.OLD, true).text().replace(from, to), RotationParts.JSON);
    }

    private Work work() {
        return node.rotations()
                .find("r1")
                .map(rotation -> node.work(rotation, host, HostFacts.NONE))
                .orElseGet(() -> node.work(host, HostFacts.NONE));
    }
}
