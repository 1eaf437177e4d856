package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.AVATAR;
import static dev.understudy.session.SessionBuilder.OUR_AGENT;
import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.webhook.WebhookEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A look at a room is a call: only an event that can change something is worth one. */
class NewsTest {
    private static final String VIDEO = "";

    @ParameterizedTest
    @CsvSource({
        "participant_joined, somebody, true",
        "participant_left, somebody, true",
        "participant_left, " + AVATAR + ", true",
        "participant_connection_aborted, somebody, true",
        "room_finished, '', true",
        "participant_joined, " + AVATAR + ", false",
        "track_published, somebody, false",
        "track_published, " + AVATAR + ", true",
        "track_unpublished, " + AVATAR + ", true",
        "track_unpublished, " + OUR_AGENT + ", true",
        "track_unpublished, somebody, false",
    })
    void whileTheFaceIsOnItsWayItsVideoCountsAndWhoComesAndGoes(String event, String who, boolean counts) {
        var session = aSession().withAgentFor(9_000).faceAskedFor(1_000).startingVideo();
        assertThat(News.changes(session, of(event, who, VIDEO))).isEqualTo(counts);
    }

    @Test
    void theFacesVoiceIsNoNews() {
        var session = aSession().withAgentFor(9_000).faceAskedFor(1_000).startingVideo();
        assertThat(News.changes(session, of("track_published", AVATAR, WebhookEvent.AUDIO)))
                .isFalse();
    }

    @Test
    void aMicrophoneIsNewsOnlyWhereSilenceEndsSessions() {
        var session = aSession().withAgentFor(9_000).inAudio();
        var microphone = of("track_published", "somebody", WebhookEvent.AUDIO);
        assertThat(News.changes(session, microphone)).isFalse();
        var silent = aSession()
                .within(new Bounds(false, 0, 60_000))
                .withAgentFor(9_000)
                .inAudio();
        assertThat(News.changes(silent, microphone)).isTrue();
    }

    /** Whose it is, is known only when it is seen. */
    @Test
    void anyVideoMayBeTheFaceThatAnAgentBrings() {
        var session =
                aSession().withAvatarBy(Plan.AvatarBy.AGENT).withAgentFor(9_000).inAudio();
        assertThat(News.changes(session, of("track_published", "bey-avatar", VIDEO)))
                .isTrue();
        assertThat(News.changes(session, of("track_unpublished", "bey-avatar", VIDEO)))
                .isTrue();
    }

    @Test
    void anotherLifeOfTheRoomIsNews() {
        var session = aSession().inRoom("RM_2", 0).withAgentFor(9_000).inAudio();
        assertThat(News.changes(session, in("RM_2"))).isFalse();
        assertThat(News.changes(session, in("RM_3"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "participant_joined, true",
        "room_started, false",
        "track_published, false",
        "participant_left, false",
        "room_finished, false",
    })
    void whereThereIsNoSessionOnlyWhoComesIsNews(String event, boolean counts) {
        assertThat(News.opens(null, of(event, "somebody", VIDEO))).isEqualTo(counts);
    }

    /** The next one gets an agent once nobody is there who was handed over. */
    @Test
    void afterAHandoverWhoLeavesIsNewsToo() {
        var last = ended(EndReason.HANDED_OVER);
        assertThat(News.opens(last, of("participant_left", "somebody", VIDEO))).isTrue();
        assertThat(News.opens(last, of("room_finished", "", VIDEO))).isTrue();
        assertThat(News.opens(last, of("track_published", "somebody", VIDEO))).isFalse();
        assertThat(News.opens(ended(EndReason.USER_LEFT), of("participant_left", "somebody", VIDEO)))
                .isFalse();
    }

    private static Session ended(EndReason why) {
        var last = aSession().in(SessionState.ENDED);
        return new Session(
                last.id(),
                last.room(),
                last.plan(),
                last.state(),
                null,
                why,
                last.casting(),
                last.face(),
                last.command(),
                last.presence(),
                last.stamps());
    }

    private static WebhookEvent of(String event, String who, String detail) {
        return new WebhookEvent("EV_1", event, "demo", "RM_1", who, "PA_1", 1, detail);
    }

    private static WebhookEvent in(String sid) {
        return new WebhookEvent("EV_1", "room_started", "demo", sid, "", "", 1);
    }
}
