package dev.understudy.endtoend;

import static org.awaitility.Awaitility.await;

import dev.understudy.meet.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A person with a browser, a microphone and ears. */
final class Visitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** The picture moves, and is not just black: a frame of it is drawn and looked at. */
    private static final String SEES = """
            (() => { const face = document.getElementById('face');
              if (!face.videoWidth || face.paused || !(face.currentTime > 0)) return false;
              const canvas = new OffscreenCanvas(16, 16), pen = canvas.getContext('2d');
              pen.drawImage(face, 0, 0, 16, 16);
              return pen.getImageData(0, 0, 16, 16).data.some((value, at) => at % 4 < 3 && value > 40); })()""";

    private final Browser browser = Browser.start(
            "--allow-loopback-in-peer-connection",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--autoplay-policy=no-user-gesture-required");

    /** Opens the page and presses join. */
    void joins(String page) {
        browser.open(page);
        browser.ask("(() => { " + script() + " })()");
        listensAnew();
        browser.element("join").click();
    }

    /** From now on is measured. */
    void listensAnew() {
        browser.ask("ear.again()");
    }

    /** Waits until something is heard; gives the ms since the last {@link #listensAnew}. */
    long hears() {
        await("something to hear").atMost(PATIENCE).until(() -> holds("ear.first !== null"));
        return number("ear.first - ear.since");
    }

    /** Hears on for so long; gives the longest silence in it, ms. The example's parrot pauses for a second between two phrases. */
    long hearsFor(Duration time) {
        await("listening")
                .atMost(PATIENCE)
                .until(() -> holds("ear.last !== null && ear.last - ear.since > " + time.toMillis()));
        return number("ear.longestGap");
    }

    /** Waits until a moving picture is there. */
    void sees() {
        await("a face to see").atMost(PATIENCE).until(() -> holds(SEES));
    }

    void isTold(String state) {
        await("state " + state).atMost(PATIENCE).until(browser::state, state::equals);
    }

    /** The reason that the page gives, once there is one. */
    String reason() {
        return await("a reason")
                .atMost(PATIENCE)
                .until(() -> browser.element("reason").getText(), text -> !text.isBlank());
    }

    /** The steps that the page shows, each with its time. */
    List<String> steps() {
        return browser.elements("#steps li").stream()
                .map(step -> step.getDomAttribute("data-step") + " " + step.getText())
                .toList();
    }

    boolean holds(String script) {
        return Boolean.TRUE.equals(browser.ask(script));
    }

    void picture(String name) {
        browser.picture(name);
    }

    List<String> complaints() {
        return browser.complaints();
    }

    @Override
    public void close() {
        browser.close();
    }

    private long number(String script) {
        return ((Number) browser.ask("Math.round(" + script + ")")).longValue();
    }

    private static String script() {
        try (var file = Visitor.class.getResourceAsStream("/endtoend/ear.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
