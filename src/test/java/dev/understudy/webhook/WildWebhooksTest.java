package dev.understudy.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import dev.understudy.fixtures.SignedWebhook;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What LiveKit's servers of all ages really send, and may send next (src/test/resources/wild/webhooks). */
class WildWebhooksTest {
    private static final App APP = App.shared();

    @ParameterizedTest
    @MethodSource("files")
    void isTakenWhateverItsAge(Path file) throws IOException {
        var body = Files.readString(file);
        var answer = APP.send(APP.request("/livekit/webhook")
                .header("Authorization", SignedWebhook.token(body))
                .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
        assertThat(answer.statusCode()).isEqualTo(file.endsWith("no-id.json") ? 400 : 200);
    }

    static List<Path> files() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/wild/webhooks"))) {
            return files.sorted().toList();
        }
    }
}
