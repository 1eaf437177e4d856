package dev.understudy.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and hears, with everything real but the paid services. Times are printed; pictures are in target/end-to-end. */
@Tag("end-to-end")
class MeetTheAgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    static Path folder;

    private static Theatre theatre;
    private static List<Backend> backends;

    @BeforeAll
    static void curtainUp() {
        theatre = new Theatre(folder, "127.0.0.1");
        backends = List.of(start("backend-1"), start("backend-2"));
        backends.forEach(Backend::ready);
    }

    @AfterAll
    static void curtainDown() {
        backends.forEach(Backend::close);
        theatre.close();
    }

    private static Backend start(String name) {
        return Backend.start(name, theatre.server(), Theatre.kept());
    }

    @Test
    void aVisitorHearsTheAgentAtOnceAndThenSeesItsFace() {
        try (var visitor = new Visitor()) {
            visitor.joins(theatre.page("hello"));
            var heard = visitor.hears();
            visitor.isTold("video");
            visitor.sees();
            visitor.listensAnew();
            var silence = visitor.hearsFor(Duration.ofSeconds(8));
            visitor.picture("a-visitor-sees-the-agent");
            System.out.printf(
                    "heard %d ms after the click on join; longest silence in 8 s of the avatar's voice %d ms (pauses: 1000)%n",
                    heard, silence);
            assertThat(visitor.steps())
                    .anyMatch(step -> step.startsWith("agent joined "))
                    .allMatch(step -> step.matches("(?s).*\\d\\d:\\d\\d:\\d\\d.*"));
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void afterTheKeyIsRevokedTheNextVisitorHearsTheAgentAndReadsWhyUntilAGoodKeyIsIn() {
        theatre.tavus().fault("tavus", "revoked");
        try (var visitor = new Visitor()) {
            visitor.joins(theatre.page("no-face"));
            var heard = visitor.hears();
            visitor.isTold("audio");
            assertThat(visitor.reason()).startsWith("video is unavailable: ");
            visitor.picture("b-revoked-key-the-visitor-reads-why");
            System.out.printf("key revoked: heard %d ms after the click; %s%n", heard, visitor.reason());
            var begun = System.nanoTime();
            var rotation = theatre.rotator().ended(theatre.rotator().accepted("sandbox-end-to-end-2"));
            assertThat(rotation.path("state").asText()).isEqualTo("done");
            visitor.isTold("video");
            visitor.sees();
            System.out.printf(
                    "the face came %d ms after the rotation was asked for, without a reload%n",
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
            visitor.picture("b-good-key-the-face-is-there");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void anAgentThatIsKilledIsReplacedInTheSameRoomWithoutAReload() {
        try (var visitor = new Visitor()) {
            visitor.joins(theatre.page("killed"));
            visitor.hears();
            visitor.isTold("video");
            visitor.picture("c-before-the-agent-is-killed");
            var first = theatre.operator().session("killed").orElseThrow().agentIdentity();
            assertThat(backends.stream().filter(backend -> backend.kill("killed")))
                    .hasSize(1);
            var killed = System.nanoTime();
            await("another agent").atMost(PATIENCE).until(() -> theatre.operator()
                    .session("killed")
                    .map(session -> session.agentIdentity())
                    .filter(identity -> identity != null && !identity.equals(first))
                    .isPresent());
            visitor.listensAnew();
            visitor.hears();
            System.out.printf(
                    "the agent's process was killed: another one was heard after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - killed).toMillis());
            visitor.isTold("video");
            visitor.sees();
            visitor.picture("c-another-agent-in-the-same-room");
            assertThat(visitor.complaints()).isEmpty();
        }
    }
}
