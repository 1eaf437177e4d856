package dev.understudy.smoke;

import dev.understudy.common.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * The line {@code site}: one GET of a page that people use. By Java's own client, because of a body of any size nothing is read,
 * and because a redirect, which would take the user and the password of the address with it, is not followed.
 */
@Component("smokeSite")
public class Site {
    private final SmokeSettings settings;
    private final HttpClient http;

    /** Opens nothing yet. */
    public Site(SmokeSettings settings) {
        this.settings = settings;
        http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.deadlines().site())
                .build();
    }

    /** Asks, and decides the line. */
    public void get(@ExchangeProperty("checklist") Checklist list) throws InterruptedException {
        var url = settings.siteUrl();
        if (url == null || url.isEmpty()) {
            list.skipped(Line.SITE, "understudy.smoke.site-url is not set");
            return;
        }
        list.begin(Line.SITE);
        try {
            judge(list, status(request(url)));
        } catch (IOException e) {
            list.failed(Line.SITE, "no answer: " + e.getClass().getSimpleName());
        } catch (URISyntaxException | IllegalArgumentException e) {
            list.failed(
                    Line.SITE, "understudy.smoke.site-url is no http address"); // its message would show the address
        }
    }

    private static void judge(Checklist list, int status) {
        if (status >= 400) list.failed(Line.SITE, "HTTP " + status);
        else list.passed(Line.SITE, "HTTP " + status + (status >= 300 ? ", not followed" : ""));
    }

    private int status(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private HttpRequest request(Secret url) throws URISyntaxException {
        var uri = new URI(url.reveal());
        var bare = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), uri.getQuery(), null);
        var request = HttpRequest.newBuilder(bare).timeout(settings.deadlines().site());
        if (uri.getUserInfo() != null) request.header("Authorization", "Basic " + base64(uri.getUserInfo()));
        return request.build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
