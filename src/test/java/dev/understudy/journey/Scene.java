package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One room on a stage, and what is expected of it.
 *
 * @param stage where
 * @param room its name, of this scene only
 */
record Scene(Stage stage, String room) {
    private static final AtomicInteger ROOMS = new AtomicInteger();
    static final String USER = "user";
    static final String PUBLISHED = "the avatar's video is published";
    private static final String SPEAKS = "the agent speaks through the avatar";

    /** A room that nobody is in. */
    static Scene empty(Stage stage) {
        return new Scene(stage, "room-" + ROOMS.incrementAndGet());
    }

    /** A room with a user. */
    static Scene open(Stage stage) {
        var scene = empty(stage);
        scene.enter();
        return scene;
    }

    /** A room with a user, an agent, and its face, through which it speaks. */
    static Scene onVideo(Stage stage) {
        var scene = open(stage);
        scene.video();
        return scene;
    }

    void enter() {
        stage.userJoins(room, USER);
    }

    void leave() {
        stage.userLeaves(room, USER);
    }

    /** The newest session. */
    SeenSession session() {
        return stage.operator().session(room).orElseThrow(() -> new AssertionError("no session in " + room));
    }

    /** Waits until the face is there, and the agent said that it speaks through it; everything real agrees. */
    SeenSession video() {
        var session = becomes(
                "video",
                seen -> seen.state().equals("VIDEO")
                        && seen.toldLast(PUBLISHED, SPEAKS).equals(SPEAKS));
        assertThat(session.reason()).isNull();
        assertThat(session.mode()).isEqualTo("video");
        assertThat(stage.livekit().faces(room)).containsExactly(session.avatarIdentity());
        assertThat(stage.tavus().active(session.id())).isEqualTo(1);
        hasOneAgent();
        return session;
    }

    /** Waits until it is audio for that reason. */
    SeenSession audio(@Nullable String reason) {
        var session = becomes(
                "audio by " + reason, seen -> seen.state().equals("AUDIO") && Objects.equals(seen.reason(), reason));
        assertThat(session.mode()).isEqualTo("audio");
        return session;
    }

    /** Waits until it is over, for that reason. */
    SeenSession over(String state, String endReason) {
        return becomes(
                state + " by " + endReason, seen -> seen.state().equals(state) && endReason.equals(seen.endReason()));
    }

    /** Waits until it is like this; as long as its session is in that state, so much time passes. */
    void outlasts(String state, Duration time, Predicate<SeenSession> over) {
        becomes("tired of " + state, seen -> over.test(seen) || passes(seen, state, time));
    }

    /** Waits until that attempt's agent was awaited for so long, and in vain. */
    void attemptIsInVain(int attempt, Duration time) {
        becomes(
                "tired of attempt " + attempt,
                seen -> seen.attempt() > attempt || !seen.isOpen() || passes(seen, "DISPATCHED", time));
    }

    /** Never what is waited for: what was seen may be over when the time passes, so it passes until the effect is seen. */
    private boolean passes(SeenSession seen, String state, Duration time) {
        if (seen.state().equals(state)) stage.passes(room, state, time);
        return false;
    }

    /** Waits until the room was left for long enough. */
    SeenSession endsAsItWasLeft() {
        outlasts("ENDING", stage.times().grace(), seen -> seen.state().equals("ENDED"));
        return over("ENDED", "user_left");
    }

    /** Waits for a session like this; the failure tells the story. */
    SeenSession becomes(String what, Predicate<SeenSession> fits) {
        var last = new AtomicReference<@Nullable SeenSession>();
        try {
            await(what).until(() -> {
                last.set(stage.operator().session(room).orElse(null));
                return last.get() != null && fits.test(last.get());
            });
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("not " + what + " within " + stage.patience() + ": " + last.get(), late);
        }
        return Objects.requireNonNull(last.get());
    }

    /** Waits until exactly one agent is there: the session's. */
    void hasOneAgent() {
        await("one agent, the session's").untilAsserted(() -> assertThat(agents())
                .containsExactly(session().agentIdentity()));
    }

    /** Waits until nothing is left that costs money: no conversation, no agent, no avatar, no dispatch. */
    void nothingIsLeft() {
        await("nothing left").untilAsserted(() -> {
            assertThat(agents()).isEmpty();
            assertThat(stage.livekit().faces(room)).isEmpty();
            assertThat(stage.livekit().dispatches(room, Stage.AGENT)).isEmpty();
            for (var session : stage.operator().sessions(room)) hasNoConversation(session);
        });
    }

    /** Waits until Tavus bills nothing for that session. */
    void hasNoConversation(SeenSession session) {
        await("no conversation of " + session.id())
                .untilAsserted(
                        () -> assertThat(stage.tavus().active(session.id())).isZero());
    }

    /** Waits until user, agent and avatar are in the room again. */
    void everybodyIsBack(SeenSession before) {
        await("everybody back")
                .ignoreExceptions()
                .until(() -> stage.livekit().has(room, USER)
                        && agents().contains(before.agentIdentity())
                        && stage.livekit().faces(room).contains(before.avatarIdentity()));
    }

    /** For that long, it stays so. */
    void stays(Duration time, Runnable asserted) {
        Awaitility.await("stays")
                .during(time)
                .atMost(time.plus(stage.patience()))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    asserted.run();
                    return true;
                });
    }

    List<String> agents() {
        return stage.livekit().agents(room, Stage.AGENT);
    }

    private org.awaitility.core.ConditionFactory await(String what) {
        return Awaitility.await(what + " in " + room).atMost(stage.patience()).pollInterval(Duration.ofMillis(50));
    }
}
