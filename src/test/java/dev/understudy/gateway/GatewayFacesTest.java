package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.avatar.Conversations;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.gateway.Answer.Kind;
import dev.understudy.livekit.LiveKitRejected;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.session.AgentsScene;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversation of a session: given again, ended, looked for or made, and the session told of it. */
class GatewayFacesTest {
    private static final Secret KEY = Secret.of("tavus-key-0123456789");
    private final AgentsScene scene = new AgentsScene();
    private final Conversations conversations = new Conversations(scene.settings());
    private final GatewayFaces faces =
            new GatewayFaces(scene.faces(), conversations, Calls.wish(null), scene.livekit(), Calls.SETTINGS);
    private final Session session = scene.audio(AvatarBy.AGENT);
    private final Call call = Calls.byAgent();

    @Test
    void whatIsAskedForIsWrittenDownBeforeAndLookedForAfterTheCallsDeadline() {
        intend();
        var face = scene.now(session).face();
        assertThat(face.identity()).isEqualTo(Calls.AVATAR);
        assertThat(face.againAt()).isEqualTo(AgentsScene.NOW + 12_000);
        assertThat(call.session().face()).isEqualTo(face);
        assertThat(call.request().method()).isEqualTo("POST");
        assertThat(call.request().path()).isEmpty();
        assertThat(Calls.json(String.valueOf(call.request().body()))
                        .path("conversation_name")
                        .asText())
                .isEqualTo(conversations.name(session.id(), 1));
        assertThat(call.isMaybe()).as("nobody knows yet").isTrue();
        assertThat(call.isKnown()).isFalse();
    }

    @Test
    void whatCannotBeWrittenDownIsNotAskedFor() {
        call.isOf(session);
        scene.end(session);
        assertThatThrownBy(() -> faces.intend(call)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem().status())
                .isEqualTo(503));
    }

    @Test
    void whatTavusMadeIsTheSessions() {
        made();
        assertThat(call.isDone()).isTrue();
        assertThat(scene.now(session).face().conversationId()).isEqualTo("c1");
        assertThat(scene.now(session).face().key()).isEqualTo(KEY.fingerprint());
        assertThat(faces.isUnwanted(call)).isFalse();
    }

    @Test
    void whatWasMadeForASessionThatIsOverIsTakenBack() {
        intend();
        scene.end(session);
        conclude(Calls.answer(Kind.GOOD, "{'conversation_id':'c1'}"));
        assertThat(faces.isUnwanted(call)).isTrue();
        faces.takeBack(call);
        assertThat(call.request()).isEqualTo(Calls.END);
        assertThat(faces.isUnwanted(call)).as("it is an end now").isFalse();
        assertThatThrownBy(faces::over).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem().status())
                .isEqualTo(409));
    }

    @Test
    void whatWasRefusedForASessionThatIsOverNeedNotBeTakenBack() {
        intend();
        scene.end(session);
        conclude(Calls.answer(Kind.FULL, "{}"));
        assertThat(faces.isUnwanted(call)).isFalse();
    }

    @Test
    void aRefusalIsTheSessionsReasonAndEndsItsTry() {
        intend();
        conclude(Calls.answer(Kind.FULL, "{}"));
        assertThat(scene.now(session).reason()).isEqualTo(Reason.TAVUS_FULL);
        assertThat(scene.now(session).face().askedAt()).isZero();
    }

    @Test
    void anAnswerThatWasLostIsLookedFor() {
        intend();
        conclude(Answer.none(Kind.UNSURE));
        assertThat(scene.now(session).face().unsure()).isTrue();
        assertThat(scene.now(session).face().askedAt()).isPositive();
    }

    @Test
    void whyNobodyIsAskedIsToldToTheSession() {
        call.isOf(session);
        call.hears(Answer.none(Kind.OUT_OF_CREDITS));
        faces.notAsked(call);
        assertThat(call.isDone()).isTrue();
        assertThat(scene.now(session).reason()).isEqualTo(Reason.TAVUS_OUT_OF_CREDITS);
    }

    @Test
    void aKnownConversationIsLookedAtAndGivenAgainWhileItGoesOn() {
        made();
        var again = again();
        assertThat(again.isSameFace()).isTrue();
        assertThat(again.isKnown()).isTrue();
        assertThat(again.isMaybe()).isFalse();
        faces.look(again);
        assertThat(again.request()).isEqualTo(Calls.READ);
        again.hears(Calls.answer(Kind.GOOD, "{'status':'active'}"));
        faces.looked(again);
        assertThat(again.isDone()).isTrue();
        assertThat(scene.done()).isEmpty();
    }

    @Test
    void oneThatIsOverMakesRoomForTheNextAndItsAvatarGoes() {
        made();
        for (var over :
                List.of(Calls.answer(Kind.GOOD, "{'status':'ended'}"), Calls.answer(Kind.MISCONFIGURED, "{}"))) {
            var again = again();
            again.hears(over);
            faces.looked(again);
            assertThat(again.isDone()).isFalse();
        }
        assertThat(scene.done()).containsExactly("remove " + Calls.AVATAR, "remove " + Calls.AVATAR);
    }

    @Test
    void anotherAvatarsIsEndedFirstAndItGoes() {
        made();
        var other = Calls.JSON.createObjectNode();
        var again = new Call(AgentsScene.NOW, other, new AvatarPass(AgentsScene.ROOM, "another-avatar", null));
        again.isOf(scene.now(session));
        assertThat(again.isSameFace()).isFalse();
        faces.end(again);
        assertThat(again.request()).isEqualTo(Calls.END);
        again.hears(Calls.answer(Kind.GOOD, "{}"));
        faces.ended(again);
        assertThat(again.isDone()).isFalse();
        assertThat(scene.done()).containsExactly("remove " + Calls.AVATAR);
    }

    @Test
    void oneThatTavusDoesNotKnowIsOverToo() {
        made();
        var again = again();
        again.hears(Calls.answer(Kind.MISCONFIGURED, "{}"));
        faces.ended(again);
        assertThat(again.isDone()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY_REJECTED", "BUSY", "UNSURE", "UNCLEAR"})
    void whereTavusDoesNotSayThatItIsOverThereIsNoSecond(Kind kind) {
        made();
        var looked = again();
        looked.hears(Answer.none(kind));
        faces.looked(looked);
        assertThat(looked.isDone()).isTrue();
        var ended = again();
        ended.hears(Answer.none(kind));
        faces.ended(ended);
        assertThat(ended.isDone()).isTrue();
        assertThat(scene.done()).isEmpty();
    }

    @Test
    void aLiveKitThatCannotBeAskedKeepsNobodyFromTheNextOne() {
        made();
        for (var trouble : List.of(new LiveKitUnavailable("x", "y"), new LiveKitRejected("x"))) {
            scene.trouble(trouble);
            var again = again();
            again.hears(Calls.answer(Kind.GOOD, "{'status':'ended'}"));
            assertThatCode(() -> faces.looked(again)).doesNotThrowAnyException();
        }
    }

    @Test
    void anAvatarThatNobodyNamedIsNotPutOut() {
        call.isOf(session);
        call.hears(Calls.answer(Kind.GOOD, "{'status':'ended'}"));
        faces.looked(call);
        assertThat(scene.done()).isEmpty();
    }

    @Test
    void aTryIsFoundByItsNameAmongTheActiveOnes() {
        intend();
        faces.search(call);
        assertThat(call.request()).isEqualTo(new Call.Request("GET", "", "status=active&limit=100&page=1", null));
        call.hears(Calls.answer(
                Kind.GOOD,
                "{'data':[{'conversation_id':'c0','conversation_name':'x'},{'conversation_id':'c1','conversation_name':'"
                        + conversations.name(session.id(), 1) + "'}]}"));
        faces.searched(call);
        assertThat(call.isDone()).isTrue();
        assertThat(call.answer().isGood()).isTrue();
        assertThat(call.answer().text("conversation_id")).isEqualTo("c1");
        assertThat(new String(call.answer().bytes(), StandardCharsets.UTF_8))
                .contains("\"c1\"")
                .doesNotContain("\"c0\"");
        assertThat(scene.now(session).face().conversationId()).isEqualTo("c1");
        assertThat(scene.now(session).face().key()).isEqualTo(KEY.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'data':[]}", "{}", "{'data':[{'conversation_id':'c0','conversation_name':'x'}]}"})
    void oneThatIsNotFoundMayStillComeAndNobodyAsksForAnother(String page) {
        intend();
        call.hears(Calls.answer(Kind.GOOD, page));
        faces.searched(call);
        assertThat(call.isDone()).isTrue();
        assertThat(call.answer().kind()).isEqualTo(Kind.UNSURE);
        assertThat(scene.now(session).face().conversationId()).isNull();
    }

    @Test
    void aListThatIsRefusedIsWhatTheCallerGets() {
        intend();
        var refusal = Calls.answer(Kind.KEY_REJECTED, "{'data':[]}");
        call.hears(refusal);
        faces.searched(call);
        assertThat(call.isDone()).isTrue();
        assertThat(call.answer()).isSameAs(refusal);
    }

    private void intend() {
        call.isOf(session);
        call.with(KEY);
        faces.intend(call);
    }

    private void conclude(Answer answer) {
        call.hears(answer);
        faces.conclude(call);
    }

    private void made() {
        intend();
        conclude(Calls.answer(Kind.GOOD, "{'conversation_id':'c1'}"));
    }

    /** One more call of the same agent. */
    private Call again() {
        var again = Calls.byAgent();
        again.isOf(scene.now(session));
        return again;
    }
}
