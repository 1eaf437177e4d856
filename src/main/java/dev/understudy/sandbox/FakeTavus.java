package dev.understudy.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tavus' REST API v2, as far as it is used: conversations, and the lists that show whether a key is good. */
@RestController
@Profile("sandbox")
class FakeTavus {
    private static final String PREFIX = "/sandbox/tavus";
    private static final JsonMapper JSON = new JsonMapper();
    /** Bytes. */
    private static final int LIMIT = 256 * 1024;

    private static final int DEFAULT_PAGE = 10;
    private final FakeTavusCalls calls;
    private final FakeTavusKeys keys;
    private final FakeFaults faults;
    private final Heard heard;
    private final FakeReplies replies;
    private final SandboxSettings settings;

    FakeTavus(
            FakeTavusCalls calls,
            FakeTavusKeys keys,
            FakeFaults faults,
            Heard heard,
            FakeReplies replies,
            SandboxSettings settings) {
        this.calls = calls;
        this.keys = keys;
        this.faults = faults;
        this.heard = heard;
        this.replies = replies;
        this.settings = settings;
    }

    /** Any call to Tavus. */
    @RequestMapping(PREFIX + "/v2/**")
    void tavus(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length() + PREFIX.length());
        var key = request.getHeader("x-api-key");
        boolean creates = request.getMethod().equals("POST") && path.equals("/v2/conversations");
        Reply reply;
        var after = Duration.ZERO;
        try {
            admit(key, creates);
            reply = creates
                    ? created(request)
                    : answer(request, List.of(path.substring(1).split("/")));
            if (creates) after = calls.lateness();
        } catch (TavusRefused e) {
            reply = e.reply(settings.tavusSaysError());
        }
        heard.tavus(request.getMethod() + " " + path, null, reply.status(), key);
        replies.send(reply, after, request, response);
    }

    private void admit(@Nullable String key, boolean creates) {
        if (faults.is(TavusFault.DOWN)) throw TavusRefused.down();
        if (!keys.accepts(key, creates)) throw TavusRefused.key();
        if (creates && keys.isLimited(key)) throw TavusRefused.credits();
    }

    private Reply created(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) throw TavusRefused.generic();
        try {
            JsonNode asked = JSON.readTree(bytes);
            if (asked == null || !asked.isObject()) throw TavusRefused.generic();
            return ok(calls.create(asked));
        } catch (JsonProcessingException e) {
            throw TavusRefused.generic();
        }
    }

    /** The path's parts: v2, what, and perhaps an id and a verb. */
    private Reply answer(HttpServletRequest request, List<String> path) {
        var call = request.getMethod() + " " + path.get(1) + "/".repeat(path.size() - 2);
        return switch (call) {
            case "GET conversations" ->
                ok(calls.list(text(request, "status"), number(request, "limit"), page(request)));
            case "GET conversations/" -> ok(calls.get(path.get(2), "true".equals(request.getParameter("verbose"))));
            case "POST conversations//" -> end(path);
            case "DELETE conversations/" -> delete(path.get(2));
            case "GET personas" -> ok(calls.stock("persona_id", "persona", number(request, "limit")));
            case "GET pals" -> ok(calls.stock("pal_id", "pal", number(request, "limit")));
            case "GET replicas" -> ok(calls.stock("replica_id", "replica", number(request, "limit")));
            case "GET faces" -> ok(calls.stock("face_id", "face", number(request, "limit")));
            default -> throw TavusRefused.notFound();
        };
    }

    private Reply end(List<String> path) {
        if (!path.get(3).equals("end")) throw TavusRefused.notFound();
        calls.end(path.get(2));
        return ok(Map.of());
    }

    private Reply delete(String id) {
        calls.delete(id);
        return new Reply(204, "application/json", new byte[0]);
    }

    private static String text(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static int page(HttpServletRequest request) {
        var page = text(request, "page");
        return page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1;
    }

    private static int number(HttpServletRequest request, String name) {
        var value = text(request, name);
        return value.matches("\\d{1,6}") ? Integer.parseInt(value) : DEFAULT_PAGE;
    }

    private static Reply ok(Map<String, Object> body) {
        try {
            return new Reply(200, "application/json", JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts and numbers is always JSON", e);
        }
    }
}
