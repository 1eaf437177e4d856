package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Finding sessions, the same on both databases. */
class SessionsTest {
    private static final Sessions.Query ALL = new Sessions.Query(null, null, null, null, 100);

    @BothDatabases
    void whatIsWrittenIsReadBackWhole(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var opened = stores.open("s1", "demo");
        var casting = Casting.FIRST.dispatched("AD_1", Times.NOW).joined("agent-1", "AD_1", Times.NOW + 400);
        var face = Face.NONE.asked("tavus-avatar-s1-1", Times.NOW).created("c1", "k1");
        var full = new Session(
                "s1",
                "demo",
                new Plan(
                        "avatar-agent",
                        Plan.AvatarBy.AGENT,
                        "f1",
                        "p1",
                        new AgentData("{}", java.util.Map.of("tier", "gold"), "staging"),
                        new Bounds(true, 1, 2)),
                SessionState.VIDEO,
                Reason.TAVUS_FULL,
                EndReason.USER_LEFT,
                casting,
                face,
                Command.NONE.next(Times.NOW + 9),
                Presence.unseen(7, 2).users(true).room("RM_1", 5).ending(EndReason.USER_LEFT, SessionState.VIDEO, 8),
                new Session.Stamps(
                        Times.NOW, Times.NOW + 1, null, opened.stamps().version()));
        var read = stores.put(full);
        assertThat(read).usingRecursiveComparison().ignoringFields("stamps").isEqualTo(full);
        assertThat(read.stamps())
                .isEqualTo(new Session.Stamps(
                        Times.NOW, Times.NOW + 1, null, opened.stamps().version() + 1));
    }

    @BothDatabases
    void aRoomNameIsKeptLetterByLetter(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var name = "Ü%_'\";-- \u0645\u0631\u062d\u0628\u0627 \ud83c\udfad";
        stores.open("s1", name);
        stores.open("s2", name.toLowerCase(java.util.Locale.ROOT) + "x");
        assertThat(stores.sessions().openIn(name)).get().extracting(Session::id).isEqualTo("s1");
        assertThat(stores.sessions().openIn("%")).isEmpty();
    }

    @BothDatabases
    void theNewestOfARoomIsFoundOpenOrNot(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.put(Stores.in(stores.open("s1", "demo"), SessionState.ENDED));
        assertThat(stores.sessions().openIn("demo")).isEmpty();
        assertThat(stores.sessions().latestIn("demo"))
                .get()
                .extracting(Session::id)
                .isEqualTo("s1");
        stores.clock().pass(Duration.ofMillis(1));
        stores.open("s2", "demo");
        assertThat(stores.sessions().latestIn("demo"))
                .get()
                .extracting(Session::id)
                .isEqualTo("s2");
        assertThat(stores.sessions().latestIn("other")).isEmpty();
    }

    @BothDatabases
    void aSessionIsFoundByItsConversation(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var face = Face.NONE.asked("a", Times.NOW).created("c1", "k1");
        stores.put(Stores.with(stores.open("s1", "demo"), SessionState.VIDEO_STARTING, Casting.FIRST, face));
        assertThat(stores.sessions().ofConversation("c1"))
                .get()
                .extracting(Session::id)
                .isEqualTo("s1");
        assertThat(stores.sessions().ofConversation("c2")).isEmpty();
    }

    @BothDatabases
    void watchedAreThoseWithAnAgentInTheRoom(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var joined = Casting.FIRST.joined("agent-1", "AD_1", Times.NOW);
        stores.open("s1", "requested");
        stores.put(Stores.with(stores.open("s2", "audio"), SessionState.AUDIO, joined, Face.NONE));
        stores.put(Stores.with(stores.open("s3", "over"), SessionState.ENDED, joined, Face.NONE));
        var told = Stores.with(stores.open("s4", "video"), SessionState.VIDEO, joined, Face.NONE);
        stores.put(withCommand(told, Command.NONE.next(Times.NOW)));
        assertThat(stores.sessions().watched())
                .containsExactlyInAnyOrder(
                        new Watched("audio", Times.AGENT, "agent-1", Times.NOW, false, null),
                        new Watched("video", Times.AGENT, "agent-1", Times.NOW, false, 1L));
    }

    @BothDatabases
    void openSessionsAreCountedByState(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.open("s1", "a");
        stores.open("s2", "b");
        stores.put(Stores.in(stores.open("s3", "c"), SessionState.AUDIO));
        stores.put(Stores.in(stores.open("s4", "d"), SessionState.FAILED));
        assertThat(stores.sessions().countByState())
                .containsOnly(java.util.Map.entry("REQUESTED", 2L), java.util.Map.entry("AUDIO", 1L));
        assertThat(stores.sessions().openRooms()).containsExactly("c");
    }

    @BothDatabases
    void onlyATavusReasonInAudioWantsAFace(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var audio = stores.put(Stores.in(stores.open("s1", "a"), SessionState.AUDIO));
        assertThat(stores.sessions().anyWantsFace()).isFalse();
        var byRule = stores.put(Stores.because(audio, Reason.AUDIO_BY_RULE));
        assertThat(stores.sessions().anyWantsFace()).isFalse();
        var rejected = stores.put(Stores.because(byRule, Reason.TAVUS_KEY_REJECTED));
        assertThat(stores.sessions().anyWantsFace()).isTrue();
        stores.put(Stores.in(rejected, SessionState.ENDED));
        assertThat(stores.sessions().anyWantsFace()).isFalse();
    }

    @BothDatabases
    void aListIsFilteredAndPagedNewestFirst(Dialect dialect) {
        var stores = Stores.empty(dialect);
        for (var i = 1; i <= 5; i++) {
            stores.open("s" + i, "room" + i);
            if (i % 2 == 0) stores.clock().pass(Duration.ofMillis(1));
        }
        stores.put(Stores.in(stores.sessions().find("s2").orElseThrow(), SessionState.AUDIO));
        assertThat(ids(stores, ALL)).containsExactly("s5", "s4", "s3", "s2", "s1");
        assertThat(ids(stores, new Sessions.Query(null, null, null, "s4", 2))).containsExactly("s3", "s2");
        assertThat(ids(stores, new Sessions.Query("room3", null, null, null, 9)))
                .containsExactly("s3");
        assertThat(ids(stores, new Sessions.Query(null, "AUDIO", null, null, 9)))
                .containsExactly("s2");
        assertThat(ids(stores, new Sessions.Query(null, null, "audio", null, 9)))
                .containsExactly("s2");
        assertThat(ids(stores, new Sessions.Query(null, null, "video", null, 9)))
                .isEmpty();
    }

    @BothDatabases
    void onlyWhatIsOverForLongIsForgottenWithItsStory(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.put(Stores.in(stores.open("s1", "a"), SessionState.ENDED));
        stores.open("s2", "b");
        assertThat(stores.sessions().forget(Times.NOW)).isZero();
        assertThat(stores.sessions().forget(Times.NOW + 1)).isOne();
        assertThat(ids(stores, ALL)).containsExactly("s2");
        assertThat(stores.events().of("s1")).isEmpty();
        assertThat(stores.events().of("s2")).isNotEmpty();
    }

    @BothDatabases
    void dispatchesUnderWayAreTheYoungOnesWithoutAgent(Dialect dialect) {
        var stores = Stores.empty(dialect);
        var young = Casting.FIRST.dispatched("AD_1", Times.NOW);
        stores.put(Stores.with(stores.open("s1", "a"), SessionState.DISPATCHED, young, Face.NONE));
        stores.put(Stores.with(stores.open("s2", "b"), SessionState.AUDIO, young, Face.NONE));
        var old = Casting.FIRST.dispatched("AD_1", Times.NOW - 5_000);
        stores.put(Stores.with(stores.open("s3", "c"), SessionState.DISPATCHED, old, Face.NONE));
        assertThat(stores.sessions().dispatchesSince(Times.NOW - 3_000)).isOne();
    }

    @BothDatabases
    void wakingMakesDueWhatIsInThoseStates(Dialect dialect) {
        var stores = Stores.empty(dialect);
        stores.put(notDue(Stores.in(stores.open("s1", "a"), SessionState.AUDIO)));
        stores.put(notDue(Stores.in(stores.open("s2", "b"), SessionState.VIDEO)));
        assertThat(stores.sessions().wake(Set.of(SessionState.AUDIO))).containsExactly("a");
        assertThat(stores.sessions().find("s1"))
                .get()
                .extracting(s -> s.stamps().dueAt())
                .isEqualTo(Times.NOW);
        assertThat(stores.sessions().find("s2"))
                .get()
                .extracting(s -> s.stamps().dueAt())
                .isNull();
    }

    static Session notDue(Session s) {
        return ClaimsTest.due(s, null);
    }

    private static List<String> ids(Stores stores, Sessions.Query query) {
        return stores.sessions().list(query).stream().map(Session::id).toList();
    }

    private static Session withCommand(Session s, Command command) {
        return new Session(
                s.id(),
                s.room(),
                s.plan(),
                s.state(),
                s.reason(),
                s.endReason(),
                s.casting(),
                s.face(),
                command,
                s.presence(),
                s.stamps());
    }
}
