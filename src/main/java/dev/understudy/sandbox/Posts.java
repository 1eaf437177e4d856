package dev.understudy.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends webhooks and callbacks: HTTP/1.1, connections kept, redirects not followed, answers' bodies thrown away. */
@Simulated
class Posts {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** LiveKit's sender has no limit at all (a hang of 20 s was waited for); a minute is near enough. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final HttpClient client;

    Posts(Later later) {
        client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(later.executor())
                .build();
    }

    /** Posts the bytes; the future fails when no answer came. */
    CompletableFuture<HttpResponse<Void>> post(URI to, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(to).timeout(ANSWER).POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.sendAsync(request.build(), BodyHandlers.discarding());
    }
}
