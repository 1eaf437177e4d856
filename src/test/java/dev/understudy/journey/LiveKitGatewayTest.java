package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.SeenSession;
import dev.understudy.fixtures.TavusClient;
import dev.understudy.fixtures.real.LiveKitStage;
import dev.understudy.fixtures.real.Said;
import dev.understudy.fixtures.real.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified livekit-plugins-tavus in a real worker on a real LiveKit server, through the gateway, and across a revocation. */
@Tag("livekit")
class LiveKitGatewayTest {
    private static final String TOKEN = "gateway-token-of-the-journeys";

    @TempDir
    static Path folder;

    private static LiveKitStage stage;
    private static Worker worker;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.startWithOneWorker(
                "--UNDERSTUDY_GATEWAY_TOKEN=" + TOKEN,
                "--UNDERSTUDY_SECRETS_FILE=" + secrets(),
                "--understudy.session.rules[0].rooms=plugin-*",
                "--understudy.session.rules[0].agent-name=plugin-agent",
                "--understudy.session.rules[0].avatar=agent");
        worker = stage.pluginWorker("plugin-agent", TOKEN);
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    @AfterAll
    static void curtainDown() {
        stage.close();
    }

    @Test
    void thePluginsFaceIsOnStageAndStaysWhenTheKeyIsRevoked() throws IOException {
        var first = plugin("plugin-first");
        isOnVideo(first);
        standby("sandbox-journey-standby");
        stage.tavus().fault("tavus", "revoked");
        var second = plugin("plugin-second");
        isOnVideo(second);
        assertThat(second.session().tells("back to audio: tavus_key_rejected")).isFalse();
        isOnVideo(first);
        standby("");
        stage.tavus().fault("tavus", "revoked");
        var third = plugin("plugin-third");
        var refused = said("avatar_refused", third);
        assertThat(refused.fields().path("status").asInt()).isEqualTo(401);
        assertThat(refused.text("body")).contains("Invalid access token");
        var audio = third.audio("tavus_key_rejected");
        stage.user(third.room(), Scene.USER).hears(String.valueOf(audio.agentIdentity()));
        stage.tavus().fault("tavus", "none"); // without any key nobody could end what goes on
        for (var scene : new Scene[] {first, second, third}) isOver(scene);
    }

    private static Scene plugin(String room) {
        var scene = new Scene(stage, room);
        scene.enter();
        return scene;
    }

    private static void isOnVideo(Scene scene) {
        said("avatar_started", scene);
        SeenSession session = scene.becomes("video", seen -> seen.state().equals("VIDEO"));
        assertThat(session.avatarIdentity()).isEqualTo(TavusClient.AVATAR);
        assertThat(stage.tavus().active(session.id())).isEqualTo(1);
        stage.user(scene.room(), Scene.USER).sees(TavusClient.AVATAR);
    }

    private static void isOver(Scene scene) {
        var session = scene.session();
        scene.leave();
        scene.over("ENDED", "user_left");
        scene.hasNoConversation(session);
    }

    private static Said said(String event, Scene scene) {
        return worker.await(
                event + " in " + scene.room(),
                said -> said.event().equals(event) && said.text("room").equals(scene.room()));
    }

    /** What an operator writes into the file is seen without a restart. */
    private static void standby(String key) throws IOException {
        var kept = Files.exists(secrets()) ? Files.readString(secrets()) : "";
        var others = kept.replaceAll("(?m)^TAVUS_API_KEY_STANDBY=.*\\n?", "");
        var fresh = Files.createTempFile(
                folder,
                "secrets",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, others + (key.isEmpty() ? "" : "TAVUS_API_KEY_STANDBY=" + key + "\n"));
        Files.move(fresh, secrets(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path secrets() {
        return folder.resolve("secrets.env");
    }
}
