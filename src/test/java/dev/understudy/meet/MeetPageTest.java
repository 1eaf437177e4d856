package dev.understudy.meet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files as they are served: where, with which headers, and that they need nobody else. */
class MeetPageTest {
    private static final Path FILES = Path.of("src/main/resources/meet");
    private static final Path VENDORED = FILES.resolve("livekit-client-2.23.0");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//[a-z0-9.-]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*\\ssrc=)|javascript:");
    private static final App APP = App.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/meet", "/meet/", "/meet?room=test", "/meet/index.html"})
    void thePageIsThere(String path) {
        var answer = APP.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.body()).startsWith("<!doctype html>").contains("<html lang=\"en\">", "<main>");
    }

    @Test
    void everyFileIsThereWithItsHeaders() {
        for (var file : files()) {
            var answer = APP.get("/meet/" + FILES.relativize(file));
            assertThat(answer.statusCode()).as(file.toString()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
            var headers = answer.headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Permissions-Policy")).contains("camera=(self), microphone=(self)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/meet", "/meet/", "/meet/meet.js", "/meet/settings"})
    void nothingButItsOwnFilesAndLiveKitIsAllowed(String path) {
        var livekit = "127.0.0.1:" + APP.port();
        assertThat(APP.get(path).headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " media-src 'self' blob:; connect-src 'self' ws://" + livekit + " http://" + livekit
                        + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    }

    @Test
    void thePageHearsThatRoomsAreSimulated() {
        assertThat(APP.get("/meet/settings").body()).isEqualTo("{\"media\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/meet/nothing", "/meet/..%2fopenapi.yaml", "/meet/%2e%2e/openapi.yaml", "/meetings"})
    void nothingElseIsThere(String path) {
        assertThat(APP.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void thePageIsOnlyRead() {
        var posted = APP.send(APP.request("/meet").POST(BodyPublishers.ofString("{}")));
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    /** All of it comes from here: no other server is named, and nothing is written that the policy would refuse. */
    @Test
    void nothingExternalIsReferenced() {
        for (var file : files()) {
            if (file.startsWith(VENDORED)) continue;
            var text = text(file).replace("http://www.w3.org/2000/svg", "");
            assertThat(ELSEWHERE.matcher(text).results().map(hit -> hit.group()))
                    .as(file.toString())
                    .isEmpty();
            if (file.toString().endsWith(".html"))
                assertThat(INLINE.matcher(text).find()).isFalse();
        }
    }

    @Test
    void theClientIsTheOneThatWasPublished() throws Exception {
        var sums = text(VENDORED.resolve("SHA256SUMS")).lines().toList();
        assertThat(sums).extracting(line -> line.split(" +")[1]).containsExactly("livekit-client.umd.js", "LICENSE");
        for (var line : sums) {
            var sum = MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(VENDORED.resolve(line.split(" +")[1])));
            assertThat(HexFormat.of().formatHex(sum)).isEqualTo(line.split(" +")[0]);
        }
        assertThat(sums.get(0)).startsWith("fb646f2260d84f91238d0a2dc10726c456631d6a26c7cafc43cfee5959b4d31d ");
    }

    @Test
    void itsOwnFilesAreShort() {
        for (var file : files())
            if (!file.startsWith(VENDORED))
                assertThat(text(file).lines().count()).as(file.toString()).isLessThanOrEqualTo(200);
    }

    @Test
    void whereItIsOffNothingIsThere() {
        var off = App.strict();
        for (var path : List.of("/meet", "/meet/", "/meet/index.html", "/meet/settings", "/meet/meet.js")) {
            var answer = off.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(off.get("/nothing").body());
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isEmpty();
        }
    }

    private static List<Path> files() {
        try (var all = Files.walk(FILES)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
