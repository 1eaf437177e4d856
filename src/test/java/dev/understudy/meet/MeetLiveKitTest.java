package dev.understudy.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.real.LiveKitStage;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A visitor in a real browser and a real room: a real agent is heard, and a real avatar seen. Needs chromium and chromium-driver. */
@Tag("livekit")
class MeetLiveKitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PLAYS = "[...document.querySelectorAll('#sound audio')].filter(sound =>"
            + " sound.srcObject?.getTracks().some(track => track.readyState === 'live') && !sound.paused).length > 0";
    private static final String SHOWS = "document.getElementById('face').videoWidth > 0";
    private static LiveKitStage stage;
    private Browser browser;

    @BeforeAll
    static void curtainUp() {
        stage = LiveKitStage.start("--understudy.meet.enabled=true");
    }

    @AfterAll
    static void curtainDown() {
        stage.close();
    }

    @BeforeEach
    void startTheBrowser() {
        browser = Browser.start(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--allow-loopback-in-peer-connection");
    }

    @AfterEach
    void stopTheBrowser() {
        browser.close();
        stage.clear();
    }

    @Test
    void theAgentIsSeenAndHeardAndSoIsTheOneThatReplacesIt() {
        join("meet-video");
        becomes("video");
        holds(PLAYS);
        holds(SHOWS);
        browser.picture("7-livekit-video");
        assertThat(browser.element("microphone").getText()).isEqualTo("Turn my microphone off");
        var first = stage.operator().session("meet-video").orElseThrow();
        stage.agentDies(first);
        await().atMost(PATIENCE)
                .until(
                        () -> browser.elements("#steps li[data-step='agent joined']")
                                .size(),
                        size -> size > 1);
        becomes("video");
        holds(PLAYS);
        await().atMost(PATIENCE)
                .until(
                        () -> browser.elements("#sound audio").size(),
                        size -> size <= 2); // the agent's and the avatar's
        browser.picture("8-livekit-replaced");
        browser.element("leave").click();
        becomes("ended");
        await().atMost(PATIENCE).until(() -> stage.livekit().people("meet-video").stream()
                .noneMatch(person -> person.getIdentity().startsWith("visitor-")));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void withoutAFaceTheAgentIsHeardAndThePageSaysWhy() {
        stage.tavus().fault("tavus", "revoked");
        join("meet-audio");
        becomes("audio");
        holds(PLAYS);
        await().atMost(PATIENCE)
                .until(() -> browser.element("reason").getText(), text -> text.startsWith("video is unavailable: the"));
        browser.picture("9-livekit-audio");
        assertThat(browser.complaints()).isEmpty();
    }

    private void join(String room) {
        browser.open("http://127.0.0.1:" + stage.app().port() + "/meet?room=" + room);
        browser.element("join").click();
    }

    private void becomes(String state) {
        await().atMost(PATIENCE).until(browser::state, state::equals);
    }

    private void holds(String script) {
        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(browser.ask(script)));
    }
}
