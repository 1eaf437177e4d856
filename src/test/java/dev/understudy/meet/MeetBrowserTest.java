package dev.understudy.meet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.WorldControls;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Visitors meet the agent in a real browser; rooms and media are the sandbox's. Needs chromium and chromium-driver. */
@Tag("end-to-end")
class MeetBrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static App app;
    private static WorldControls world;
    private Browser browser;

    @BeforeAll
    static void startTheSandbox() {
        app = App.start("--understudy.token.room-name=[a-z-]+");
        world = new WorldControls(app.port());
    }

    @AfterAll
    static void stopTheSandbox() {
        app.close();
    }

    @BeforeEach
    void startTheBrowser() {
        browser = Browser.start();
    }

    @AfterEach
    void stopTheBrowser() {
        browser.close();
        world.fault("livekit", "none");
        world.fault("tavus", "none");
    }

    @Test
    void aVisitorMeetsTheAgentByKeyboardAlone() {
        open("/meet");
        browser.picture("1-idle");
        browser.press(Keys.TAB);
        assertThat(browser.focus()).isEqualTo("name");
        browser.press("Ada", Keys.TAB);
        assertThat(browser.focus()).isEqualTo("room");
        browser.markAll();
        browser.press("keyboard", Keys.TAB);
        assertThat(browser.focus()).isEqualTo("join");
        browser.press(Keys.ENTER);
        becomes("video");
        assertThat(browser.element("stage-title").getText()).isEqualTo("Room keyboard");
        await().atMost(PATIENCE).until(() -> steps().contains("the agent speaks through the avatar"));
        browser.picture("2-video");
        assertThat(steps()).contains("agent dispatched", "agent joined", "asking Tavus for the face");
        assertThat(browser.elements("#steps li time[datetime]"))
                .hasSameSizeAs(steps())
                .allSatisfy(time -> assertThat(time.getText()).matches("\\d\\d:\\d\\d:\\d\\d"));
        assertThat(browser.element("simulated").isDisplayed()).isTrue();
        assertThat(browser.element("status").getText()).isEqualTo("The agent is here, with its face.");
        browser.press(Keys.TAB);
        assertThat(browser.focus()).isEqualTo("leave");
        browser.press(Keys.SPACE);
        becomes("ended");
        assertThat(browser.focus()).isEqualTo("join");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theNextVisitorHearsWhyThereIsNoVideo() {
        world.fault("tavus", "revoked");
        open("/meet/?room=no-face");
        assertThat(browser.element("room").getDomProperty("value")).isEqualTo("no-face");
        browser.element("join").click();
        becomes("audio");
        await().atMost(PATIENCE)
                .until(() -> browser.element("reason").getText(), text -> text.startsWith("video is unavailable: the"));
        browser.picture("3-audio");
        assertThat(browser.element("voice").isDisplayed()).isTrue();
        assertThat(browser.element("face").isDisplayed()).isFalse();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aVisitorIsToldWhenNoAgentComesAndWhenOneComesAllTheSame() {
        world.fault("livekit", "no-worker");
        open("/meet?room=alone");
        browser.element("join").click();
        becomes("waiting");
        becomes("alone");
        browser.picture("4-alone");
        assertThat(browser.element("status").getText()).startsWith("The agent has not come yet.");
        world.fault("livekit", "none");
        becomes("video");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aRefusalIsToldInPlainWords() {
        open("/meet?room=not%20a%20room");
        browser.element("join").click();
        becomes("failed");
        browser.picture("5-failed");
        assertThat(browser.element("status").getText()).startsWith("This room name cannot be used.");
        assertThat(browser.element("join").isDisplayed()).isTrue();
    }

    @Test
    void whereASiteIsNotOpenToAllAnAccessTokenIsAskedFor() {
        try (var closed =
                App.start("--understudy.access.mode=bearer", "--understudy.access.access-token=for-visitors-only")) {
            browser.open("http://127.0.0.1:" + closed.port() + "/meet?room=closed");
            assertThat(browser.element("access-token").isDisplayed()).isFalse();
            browser.element("join").click();
            becomes("failed");
            assertThat(browser.focus()).isEqualTo("access-token");
            browser.picture("6-access");
            browser.press("wrong", Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> browser.element("status").getText(), text -> text.contains("was not accepted"));
            browser.markAll();
            browser.press("for-visitors-only", Keys.ENTER);
            becomes("video");
        }
    }

    private void open(String path) {
        browser.open("http://127.0.0.1:" + app.port() + path);
    }

    private void becomes(String state) {
        await().atMost(PATIENCE).until(browser::state, state::equals);
    }

    private List<String> steps() {
        return browser.elements("#steps li").stream()
                .map(step -> step.getDomAttribute("data-step"))
                .toList();
    }
}
