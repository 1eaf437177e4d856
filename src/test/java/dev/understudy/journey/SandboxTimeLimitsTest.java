package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.SandboxStage;
import dev.understudy.fixtures.SeenSession;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions that a rule ends: what lasts too long, and where nobody says anything any more. Minutes pass by making them older. */
class SandboxTimeLimitsTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration WARNING = Duration.ofMinutes(1);
    /** Within the last minute, and so early in it that a busy machine sees it. */
    private static final Duration NEARLY = LIMIT.minusSeconds(55);
    /** Reconcile looks at each room within it. */
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private static final String GOES_ON = "somebody was heard: it goes on";
    private static SandboxStage stage;

    @BeforeAll
    static void start() {
        stage = SandboxJourneys.startByRules(
                "--understudy.session.rules[0].rooms=long-*",
                "--understudy.session.rules[0].agent-name=avatar-agent",
                "--understudy.session.rules[0].avatar=understudy",
                "--understudy.session.rules[0].max-duration=10m",
                "--understudy.session.rules[1].rooms=idle-*",
                "--understudy.session.rules[1].agent-name=avatar-agent",
                "--understudy.session.rules[1].avatar=understudy",
                "--understudy.session.rules[1].idle-after=10m");
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void aSessionThatLastsTooLongEndsAsTheAgentWasToldAMinuteBefore() {
        var scene = new Scene(stage, "long-1");
        scene.enter();
        scene.video();
        scene.stays(LOOKS, () -> assertThat(endsAt(scene)).isEmpty());
        passes(scene, NEARLY);
        isWarned(scene);
        speaks(scene, Duration.ZERO);
        scene.stays(
                LOOKS, () -> assertThat(endsAt(scene)).as("talk is no excuse").isNotEmpty());
        passes(scene, WARNING);
        var over = scene.over("ENDED", "too_long");
        scene.nothingIsLeft();
        isCalledBackByACallOnly(scene, over);
    }

    @Test
    void whatTheAgentHeardKeepsItOpenAndASilenceEndsItThoughTheMicrophoneIsOpen() {
        var scene = new Scene(stage, "idle-1");
        scene.enter();
        scene.video();
        speaks(scene, NEARLY);
        passes(scene, NEARLY);
        isWarned(scene);
        speaks(scene, Duration.ZERO);
        scene.becomes("told that it goes on", seen -> seen.tells(GOES_ON));
        await("the warning is taken back").until(() -> endsAt(scene).isEmpty());
        speaks(scene, LIMIT);
        passes(scene, LIMIT);
        var over = scene.over("ENDED", "idle");
        scene.nothingIsLeft();
        isCalledBackByACallOnly(scene, over);
    }

    @Test
    void aTabInWhichNobodyEverSpokeEndsThoughTheMicrophoneIsOpen() {
        var scene = new Scene(stage, "idle-3");
        scene.enter();
        scene.video();
        passes(scene, NEARLY);
        isWarned(scene);
        passes(scene, WARNING);
        scene.over("ENDED", "idle");
        scene.nothingIsLeft();
    }

    @Test
    void anAgentThatIsReplacedMakesTheSilenceNoShorter() {
        var scene = new Scene(stage, "idle-4");
        scene.enter();
        var before = scene.video();
        passes(scene, LIMIT.minus(WARNING).minusSeconds(60));
        stage.agentDies(before);
        scene.becomes("successor", seen -> seen.attempt() == 2 && seen.state().equals("VIDEO"));
        var next = scene.video();
        assertThat(next.id()).isEqualTo(before.id());
        scene.stays(LOOKS, () -> assertThat(endsAt(scene)).isEmpty());
        passes(scene, WARNING.plusSeconds(5));
        isWarned(scene);
    }

    @Test
    void withoutAReportAnOpenMicrophoneIsTalkAndAMutedOneIsSilence() {
        stage.livekitFault("no-heard");
        var scene = new Scene(stage, "idle-2");
        scene.enter();
        scene.video();
        passes(scene, LIMIT.plus(LIMIT));
        scene.stays(LOOKS, () -> assertThat(scene.session().state()).isEqualTo("VIDEO"));
        assertThat(endsAt(scene)).isEmpty();
        stage.livekit().mute(scene.room(), Scene.USER);
        passes(scene, NEARLY);
        isWarned(scene);
        passes(scene, WARNING);
        scene.over("ENDED", "idle");
        scene.nothingIsLeft();
    }

    private static void isCalledBackByACallOnly(Scene scene, SeenSession over) {
        scene.leave();
        scene.enter();
        scene.stays(LOOKS, () -> assertThat(scene.session().id())
                .as("a reload brings no agent back")
                .isEqualTo(over.id()));
        stage.operator().dispatch(scene.room());
        assertThat(scene.video().id()).isNotEqualTo(over.id());
    }

    private static void isWarned(Scene scene) {
        scene.becomes("warned", seen -> seen.tells("it ends in a minute, the agent is told"));
        await("the agent's warning").until(() -> !endsAt(scene).isEmpty());
        assertThat(Instant.parse(endsAt(scene))).isBefore(Instant.now().plus(WARNING));
        assertThat(scene.session().state()).isEqualTo("VIDEO");
    }

    private static void speaks(Scene scene, Duration ago) {
        stage.tavus().speak(scene.room(), Scene.USER, Instant.now().minus(ago));
    }

    private static void passes(Scene scene, Duration time) {
        await("so much later").until(() -> stage.lasts(scene.room(), "VIDEO", time));
    }

    private static String endsAt(Scene scene) {
        var agent = scene.session().agentIdentity();
        return stage.livekit().people(scene.room()).stream()
                .filter(person -> person.getIdentity().equals(agent))
                .map(person -> person.getAttributesOrDefault("understudy.ends-at", ""))
                .findFirst()
                .orElseThrow();
    }
}
