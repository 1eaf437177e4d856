package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.avatar.Conversations;
import dev.understudy.common.Refused;
import dev.understudy.gateway.Answer.Kind;
import dev.understudy.session.AgentsScene;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the account's conversations only those of our sessions are shown and ended. */
class GatewayFindingTest {
    private final AgentsScene scene = new AgentsScene();
    private final Conversations conversations = new Conversations(scene.settings());
    private final GatewayFinding finding =
            new GatewayFinding(scene.sessions(), conversations, Calls.wish(null), scene.signals(), scene.nudges());
    private final Session session = scene.audio(AvatarBy.AGENT);
    private final Call call = Calls.about("c1");

    @Test
    void whatTheStoreKnowsIsOurs() {
        assertThat(finding.isOurs(call)).isFalse();
        make("c1");
        assertThat(finding.isOurs(call)).isTrue();
        assertThat(finding.isOurs(Calls.about("c2"))).isFalse();
    }

    @Test
    void whatHasTheNameOfASessionOfOursIsOursToo() {
        call.hears(Calls.answer(Kind.GOOD, named(session.id())));
        assertThatCode(() -> finding.prove(call)).doesNotThrowAnyException();
        assertThat(call.isDone()).isFalse();
    }

    @Test
    void whatHasNotIsUnknownHere() {
        for (var page : new String[] {named("another"), "{'conversation_name':'x'}", "{}"}) {
            call.hears(Calls.answer(Kind.GOOD, page));
            assertThatThrownBy(() -> finding.prove(call)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                            refused.problem().status())
                    .isEqualTo(404));
        }
        call.hears(new Answer(Kind.GOOD, 200, new byte[0], null));
        assertThatThrownBy(() -> finding.prove(call)).isInstanceOf(Refused.class);
    }

    @Test
    void aRefusalIsWhatTheCallerGets() {
        call.hears(Calls.answer(Kind.KEY_REJECTED, "{}"));
        finding.prove(call);
        assertThat(call.isDone()).isTrue();
    }

    @Test
    void itsEndIsToldToItsRoom() {
        make("c1");
        finding.end(call);
        assertThat(call.request()).isEqualTo(Calls.END);
        call.hears(Answer.none(Kind.BUSY));
        finding.ended(call);
        assertThat(scene.sent()).isEmpty();
        call.hears(Answer.none(Kind.GOOD));
        finding.ended(call);
        assertThat(scene.sent()).containsExactly("rooms " + AgentsScene.ROOM);
        assertThat(scene.signals().take(AgentsScene.ROOM).over()).isEqualTo("c1");
    }

    @Test
    void aListShowsOursOnlyAndCountsThem() {
        call.hears(Calls.answer(
                Kind.GOOD,
                "{'data':[" + named("another") + "," + named(session.id()) + "],'total_count':90,'page':1}"));
        finding.ours(call);
        var shown = Calls.json("{'data':[" + named(session.id()) + "],'total_count':1,'page':1}");
        assertThat(call.answer().json()).isEqualTo(shown);
        assertThat(call.answer().isGood()).isTrue();
        assertThat(call.answer().bytes()).isEqualTo(Calls.wish(null).bytes(shown.deepCopy()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEY_REJECTED", "GOOD"})
    void whatIsNoListStaysAsItCame(Kind kind) {
        var answer = kind == Kind.GOOD
                ? new Answer(kind, 200, new byte[0], null)
                : Calls.answer(kind, "{'data':[" + named("another") + "]}");
        call.hears(answer);
        finding.ours(call);
        assertThat(call.answer()).isSameAs(answer);
    }

    private String named(String id) {
        return "{'conversation_id':'c1','conversation_name':'" + conversations.name(id, 1) + "','status':'active'}";
    }

    private void make(String conversation) {
        var asked = scene.faces()
                .asked(session, Calls.AVATAR, AgentsScene.NOW + 12_000)
                .orElseThrow();
        scene.faces().made(asked, conversation, "k1");
    }
}
