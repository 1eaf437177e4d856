package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.TavusClient;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Agents that ask for their face themselves, through the gateway, as livekit-plugins-tavus does. */
class SandboxGatewayJourneysTest extends SandboxJourneys {
    @Test
    void theAgentsConversationIsTheSessionsVideo() {
        var scene = ownFace();
        var made = create(scene);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.type()).isEqualTo("application/json");
        var session = video(scene);
        assertThat(made.json().path("conversation_name").asText())
                .startsWith("understudy-")
                .endsWith("-" + session.id() + "-1");
        assertThat(session.avatarIdentity()).isEqualTo(TavusClient.AVATAR);
        assertThat(commands(scene, session)).doesNotContainKey("understudy.mode");
        scene.leave();
        scene.endsAsItWasLeft();
        scene.nothingIsLeft();
    }

    @Test
    void whoAsksAgainGetsTheSameConversation() {
        var scene = ownFace();
        var token = token(scene);
        var made = AtOnce.run(3, number -> stage().gateway().create(token));
        assertThat(made).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(made.stream().map(TavusClient.Reply::conversation).collect(Collectors.toSet()))
                .hasSize(1)
                .contains(create(scene).conversation());
        assertThat(stage().tavus().active(video(scene).id())).isEqualTo(1);
    }

    @Test
    void aConversationThatIsOverIsReplaced() {
        var scene = ownFace();
        var first = create(scene).conversation();
        video(scene);
        stage().tavusItself().call("POST", "/conversations/" + first + "/end", "{}");
        var second = create(scene);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.conversation()).isNotEqualTo(first);
        var session = scene.becomes(
                "video again",
                seen -> seen.state().equals("VIDEO")
                        && seen.toldLast(Scene.PUBLISHED).equals(Scene.PUBLISHED));
        assertThat(stage().tavus().active(session.id())).isEqualTo(1);
    }

    @Test
    void aRefusedKeyIsAudioAndCostsNobodyAnotherCall() {
        var scene = ownFace();
        create(ownFace());
        stage().tavus().fault("tavus", "revoked");
        var refused = create(scene);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().path("message").asText()) // in ours, when another call has found it out before
                .containsAnyOf("Invalid access token", "Tavus does not accept the key");
        scene.audio("tavus_key_rejected");
        var again = create(scene);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.json().path("type").asText()).isEqualTo("urn:understudy:problem:tavus-key-rejected");
        assertThat(again.json().path("message").asText()).contains("Tavus does not accept the key");
        stage().tavus().fault("tavus", "none");
        scene.becomes("good again", seen -> create(scene).status() == 200);
        video(scene);
    }

    @Test
    void withAStandbyKeyARefusedKeyCostsNobodyTheFace() {
        stage().operator().standby("tavus", "sandbox-standby-of-the-gateway");
        create(ownFace());
        stage().tavus().fault("tavus", "revoked");
        var scene = ownFace();
        assertThat(create(scene).status()).isEqualTo(200);
        var session = video(scene);
        assertThat(session.tells("back to audio: tavus_key_rejected")).isFalse();
        assertThat(stage().tavus().active(session.id())).isEqualTo(1);
    }

    @Test
    void whatTavusMadeWithoutAnswerInTimeIsFoundByItsName() {
        var scene = ownFace();
        stage().tavus().fault("tavus", "slow");
        var late = create(scene);
        assertThat(late.status()).isEqualTo(504);
        assertThat(late.type()).isEqualTo("application/json");
        var found = create(scene);
        assertThat(found.status()).isEqualTo(200);
        var session = scene.session();
        assertThat(found.json().path("conversation_name").asText()).endsWith("-" + session.id() + "-1");
        assertThat(stage().tavus().active(session.id())).isEqualTo(1);
        scene.outlasts("VIDEO_STARTING", stage().times().avatarDeadline(), seen -> seen.reason() != null);
        scene.audio("tavus_unavailable"); // its avatar is as late
        scene.hasNoConversation(session);
    }

    @Test
    void whatTavusSaysGoesOnAsItIs() {
        var scene = ownFace();
        for (var fault : Map.of(
                        "down", "tavus_unavailable", "full", "tavus_full", "out-of-credits", "tavus_out_of_credits")
                .entrySet()) {
            stage().tavus().fault("tavus", fault.getKey());
            var reply = create(scene);
            assertThat(reply.status()).as(fault.getKey()).isIn(400, 402, 503);
            assertThat(reply.json().path("message").asText()).isNotEmpty();
            scene.audio(fault.getValue());
            stage().tavus().fault("tavus", "none");
            scene.becomes("good again", seen -> create(scene).status() == 200);
            video(scene);
            end(scene);
        }
    }

    @Test
    void anAvatarThatDoesNotComeEndsInAudio() {
        var scene = ownFace();
        stage().tavus().fault("tavus", "no-show");
        create(scene);
        scene.outlasts("VIDEO_STARTING", stage().times().avatarDeadline(), seen -> seen.reason() != null);
        scene.hasNoConversation(scene.audio("avatar_no_show"));
    }

    @Test
    void anAgentMayAskBeforeItIsSeenAndMayNeverCome() {
        stage().livekitFault("agent-no-show");
        var scene = own();
        scene.enter();
        scene.becomes("dispatched", seen -> seen.state().equals("DISPATCHED"));
        var made = stage().gateway().create(stage().avatarToken(scene.room(), "agent-early"));
        assertThat(made.status()).isEqualTo(200);
        for (int attempt = 1; attempt <= stage().times().attempts(); attempt++)
            scene.attemptIsInVain(attempt, stage().times().joinDeadline());
        scene.over("FAILED", "agent_no_show");
        scene.stays(Duration.ofMillis(200), () -> scene.hasNoConversation(scene.session()));
    }

    @Test
    void onlyTheRoomsOwnAgentMayAsk() {
        var scene = ownFace();
        var others = Scene.open(stage());
        others.video();
        var gateway = stage().gateway();
        assertThat(gateway.with("sandbox-tavus-key-1").create(token(scene)).status())
                .isEqualTo(401);
        assertThat(gateway.create(stage().avatarToken("nobodys", "a")).status()).isEqualTo(403);
        assertThat(gateway.create(stage().avatarToken(scene.room(), "agent-of-yesterday"))
                        .status())
                .isEqualTo(409);
        assertThat(gateway.create(token(others)).status()).isEqualTo(409);
        assertThat(gateway.create(
                                TavusClient.token("devkey", "another-secret-0123456789abcdef-0123", scene.room(), "a"))
                        .json()
                        .path("message")
                        .asText())
                .contains("signed by a LiveKit key that is known here");
        assertThat(stage().tavus().active(scene.session().id())).isZero();
    }

    @Test
    void aSlashTooManyDoesNoHarmAndEveryErrorIsJson() {
        var scene = ownFace();
        var gateway = stage().gateway();
        var made = gateway.call("POST", "//conversations", TavusClient.body(token(scene)));
        assertThat(made.status()).isEqualTo(200);
        assertThat(gateway.call("GET", "//conversations/" + made.conversation(), "")
                        .conversation())
                .isEqualTo(made.conversation());
        for (var wrong : new String[] {"/conversations/x/y", "/", "/conversations", "/personas"}) {
            var reply = gateway.call("DELETE", wrong, "");
            assertThat(reply.status()).as(wrong).isIn(404, 405);
            assertThat(reply.type()).as(wrong).isEqualTo("application/json");
            assertThat(reply.json().path("message").asText()).isNotEmpty();
        }
        var large = gateway.call("POST", "/conversations", "{\"x\":\"" + "x".repeat(300_000) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.type()).isEqualTo("application/json");
        assertThat(gateway.call("POST", "/conversations", "[").status()).isEqualTo(400);
    }

    @Test
    void onlyOurConversationsAreShownAndEnded() {
        var scene = ownFace();
        var ours = create(scene).conversation();
        var session = video(scene);
        var foreign = stage().tavusItself()
                .call("POST", "/conversations", "{\"face_id\":\"r1\",\"conversation_name\":\"somebody else's\"}")
                .conversation();
        var gateway = stage().gateway();
        assertThat(gateway.call("GET", "/conversations?status=active&limit=100", "")
                        .text())
                .contains(ours)
                .doesNotContain(foreign);
        assertThat(gateway.call("GET", "/conversations/" + ours, "").status()).isEqualTo(200);
        assertThat(gateway.call("GET", "/conversations/" + foreign, "").status())
                .isEqualTo(404);
        assertThat(gateway.call("POST", "/conversations/" + foreign + "/end", "")
                        .status())
                .isEqualTo(404);
        assertThat(stage().tavusItself()
                        .call("GET", "/conversations/" + foreign, "")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(gateway.call("POST", "/conversations/" + ours + "/end", "").status())
                .isEqualTo(200);
        scene.hasNoConversation(session);
        scene.audio("avatar_lost");
        assertThat(gateway.call("POST", "/conversations/" + ours + "/end", "").status())
                .isEqualTo(200);
        stage().tavusItself().call("POST", "/conversations/" + foreign + "/end", "{}");
    }

    @Test
    void anAgentWithoutAPersonaIsToldWhatToSet() {
        for (var path : new String[] {"/personas", "//personas", "/pals"}) {
            var told = stage().gateway().call("POST", path, "{\"pipeline_mode\":\"echo\"}");
            assertThat(told.status()).as(path).isEqualTo(409);
            assertThat(told.json().path("message").asText()).contains("TAVUS_PERSONA_ID");
        }
    }

    @Test
    void anAvatarThatLiveKitTakesForAUserKeepsNoSessionOpen() {
        var scene = ownFace();
        stage().avatarOfNoKindJoins(scene.room(), String.valueOf(scene.session().agentIdentity()));
        scene.leave();
        scene.over("ENDED", "user_left");
    }

    @Test
    void theSwitchForEveryoneHoldsForAgentsToo() {
        var scene = ownFace();
        stage().operator().mode("audio");
        assertThat(create(scene).status()).isEqualTo(409);
        scene.audio("audio_by_operator");
        stage().operator().mode("tavus");
        assertThat(create(scene).status()).isEqualTo(200);
        video(scene);
    }

    private Scene own() {
        return new Scene(stage(), "own-" + Scene.empty(stage()).room());
    }

    /** A room with a user and an agent that may bring its face. */
    private Scene ownFace() {
        var scene = own();
        scene.enter();
        scene.becomes("audio", seen -> seen.state().equals("AUDIO"));
        return scene;
    }

    private String token(Scene scene) {
        return stage().avatarToken(scene.room(), String.valueOf(scene.session().agentIdentity()));
    }

    private TavusClient.Reply create(Scene scene) {
        return stage().gateway().create(token(scene));
    }

    private void end(Scene scene) {
        var list = stage().gateway().call("GET", "/conversations?status=active&limit=100", "");
        for (var one : list.json().path("data"))
            if (one.path("conversation_name").asText().contains(scene.session().id()))
                stage().gateway()
                        .call(
                                "POST",
                                "/conversations/" + one.path("conversation_id").asText() + "/end",
                                "");
        scene.audio("avatar_lost");
    }

    private SeenSession video(Scene scene) {
        var session = scene.becomes("video", seen -> seen.state().equals("VIDEO"));
        assertThat(session.reason()).isNull();
        assertThat(stage().livekit().faces(scene.room())).containsExactly(session.avatarIdentity());
        return session;
    }

    private Map<String, String> commands(Scene scene, SeenSession session) {
        return stage().livekit().people(scene.room()).stream()
                .filter(person -> person.getIdentity().equals(session.agentIdentity()))
                .findFirst()
                .orElseThrow()
                .getAttributesMap();
    }
}
