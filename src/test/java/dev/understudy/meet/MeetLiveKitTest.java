package dev.understudy.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.real.LiveKitStage;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A visitor in a real browser and a real room: a real agent is heard, and a real avatar seen. Needs chromium and chromium-driver. */
@Tag("end-to-end")
class MeetLiveKitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PLAYS = "[...document.querySelectorAll('#sound audio')].filter(sound =>"
            + " sound.srcObject?.getTracks().some(track => track.readyState === 'live') && !sound.paused).length > 0";
    private static final String SHOWS = "document.getElementById('face').videoWidth > 0";
    private static final String LOOPBACK = "--allow-loopback-in-peer-connection";
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

    @AfterEach
    void stopTheBrowser() {
        browser.close();
        stage.clear();
    }

    @Test
    void theAgentIsSeenAndHeardAndSoIsTheOneThatReplacesIt() {
        withMicrophone();
        open("meet-video");
        browser.element("join").click();
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
        withMicrophone();
        open("meet-audio");
        browser.element("join").click();
        becomes("audio");
        holds(PLAYS);
        await().atMost(PATIENCE)
                .until(() -> browser.element("reason").getText(), text -> text.startsWith("video is unavailable: the"));
        browser.picture("9-livekit-audio");
        assertThat(browser.complaints()).isEmpty();
    }

    /** A script joins and no hand, so that the browser does not play sound by itself either. */
    @Test
    void withoutAMicrophoneAndWithoutSoundAVisitorIsInAllTheSame() {
        browser = Browser.start(LOOPBACK, "--autoplay-policy=document-user-activation-required");
        open("meet-silent");
        browser.ask("document.getElementById('join').click()");
        becomes("video");
        holds(SHOWS);
        await().atMost(PATIENCE).until(() -> browser.element("start-audio").isDisplayed());
        await().atMost(PATIENCE)
                .until(() -> browser.element("hint").getText(), text -> text.startsWith("Your microphone is off"));
        browser.picture("10-livekit-silent");
        assertThat(browser.element("microphone").getText()).isEqualTo("Turn my microphone on");
        browser.element("start-audio").click();
        holds(PLAYS);
        await().atMost(PATIENCE).until(() -> !browser.element("start-audio").isDisplayed());
    }

    private void withMicrophone() {
        browser = Browser.start(LOOPBACK, "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream");
    }

    private void open(String room) {
        browser.open("http://127.0.0.1:" + stage.app().port() + "/meet?room=" + room);
    }

    private void becomes(String state) {
        await().atMost(PATIENCE).until(browser::state, state::equals);
    }

    private void holds(String script) {
        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(browser.ask(script)));
    }
}
