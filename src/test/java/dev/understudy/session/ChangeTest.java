package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.aSession;
import static dev.understudy.session.Times.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.livekit.Dispatch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A turn in which nothing has changed writes nothing; whatever has changed is written. And what marks a dispatch as ours. */
class ChangeTest {
    private static final Session SESSION = aSession().withAgentFor(9_000).inAudio();

    @Test
    void whereOnlyTheTimeHasPassedThereIsNothingToWrite() {
        var later = stamped(new Session.Stamps(1, NOW + 5, NOW, 9));
        assertThat(change(later, Change.Next.NONE).isSomething()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsDifferentIsWritten(Session other) {
        assertThat(change(other, Change.Next.NONE).isSomething()).isTrue();
    }

    static List<Session> others() {
        return List.of(
                aSession().withAgentFor(8_000).inAudio(),
                aSession().withAgentFor(9_000).faceAskedFor(5).inAudio(),
                aSession().withAgentFor(9_000).toldFor(5).inAudio(),
                aSession().withAgentFor(9_000).inRoom("RM_1", 0).inAudio(),
                stamped(new Session.Stamps(1, NOW, NOW + 1, 1)),
                stamped(new Session.Stamps(1, NOW, null, 1)));
    }

    @Test
    void whatIsToBeDoneOrSaidIsWrittenThoughTheSessionIsTheSame() {
        assertThat(change(SESSION, Change.Next.DISPATCH).isSomething()).isTrue();
        var entry = new TimelineEntry(NOW, "said", SessionState.AUDIO, null, 1);
        assertThat(new Change(SESSION, SESSION, List.of(entry), List.of(), Change.Next.NONE).isSomething())
                .isTrue();
        var chore = new Chore("c", "s1", "demo", Chore.Kind.TELL_AGENT, "1", 0, NOW);
        assertThat(new Change(SESSION, SESSION, List.of(), List.of(chore), Change.Next.NONE).isSomething())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{\"session\":\"s1\",\"attempt\":1}", "{\"understudy\":null}", "[]"})
    void aDispatchOfSomebodyElseCarriesNoMark(String metadata) {
        assertThat(Mark.of(new Dispatch("AD_1", Times.AGENT, metadata, List.of())))
                .isNull();
    }

    @Test
    void oursIsKnownByItsSessionAndItsAttempt() {
        var metadata = "{\"understudy\":1,\"session\":\"s1\",\"attempt\":2}";
        assertThat(Mark.of(new Dispatch("AD_1", Times.AGENT, metadata, List.of())))
                .isEqualTo(new Mark("s1", 2))
                .isEqualTo(Mark.of(aSession().atAttempt(2).requested()));
    }

    private static Change change(Session after, Change.Next next) {
        return new Change(SESSION, after, List.of(), List.of(), next);
    }

    private static Session stamped(Session.Stamps stamps) {
        var s = SESSION;
        return new Session(
                s.id(),
                s.room(),
                s.plan(),
                s.state(),
                s.reason(),
                s.endReason(),
                s.casting(),
                s.face(),
                s.command(),
                s.presence(),
                stamps);
    }
}
