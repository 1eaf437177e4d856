package dev.understudy.web;

import static dev.understudy.web.Nonsense.BODIES;
import static dev.understudy.web.Nonsense.IDS;
import static dev.understudy.web.Nonsense.METHODS;
import static dev.understudy.web.Nonsense.QUERIES;
import static dev.understudy.web.Nonsense.TEN_MEGABYTES;
import static dev.understudy.web.Nonsense.TYPES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.Api;
import dev.understudy.fixtures.Api.Operation;
import dev.understudy.fixtures.App;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented call under every kind of nonsense: a problem, never a stack trace, never a 5xx. The list grows with openapi.yaml. */
class BadInputTest {
    private static final App APP = App.shared();

    static Stream<Operation> calls() {
        return Api.operations().stream().filter(operation -> !operation.path().equals("/api/events"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aWrongMethodIsRefused(Operation call) {
        var documented = Api.operations().stream()
                .filter(other -> other.path().equals(call.path()))
                .map(Operation::method)
                .toList();
        for (var method : METHODS) {
            if (documented.contains(method)) continue;
            var answer = send(call, method, call.path("x"), BodyPublishers.ofString("{}"), List.of());
            isProblem(answer, method);
            assertThat(answer.statusCode()).as(method).isIn(405, 404);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anyTypeAndEncodingIsTakenOrRefused(Operation call) {
        for (var type : TYPES) holds(call, BodyPublishers.ofString("{\"x\":1}"), "Content-Type", type);
        for (var encoding : List.of("gzip", "br", "deflate", "nonsense"))
            holds(call, BodyPublishers.ofString("{}"), "Content-Encoding", encoding);
        for (var accept : List.of("text/html", "image/png", "nonsense", "*/*;q=x"))
            holds(call, BodyPublishers.ofString("["), "Accept", accept);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anyBodyIsTakenOrRefused(Operation call) {
        for (var body : BODIES) holds(call, BodyPublishers.ofString(body), "X-Body", "1");
        holds(
                call,
                BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, (byte) 0xc0}),
                "X-Body",
                "binary");
        holds(
                call,
                BodyPublishers.ofByteArray("{\"roomName\":\"Zo\u00eb\"}".getBytes(StandardCharsets.ISO_8859_1)),
                "X-Body",
                "latin");
        holds(call, BodyPublishers.ofByteArray("{}".getBytes(StandardCharsets.UTF_16)), "X-Body", "utf16");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void tenMegabytesAreTooLarge(Operation call) {
        if (!call.takesBody()) return;
        var big = new byte[TEN_MEGABYTES];
        for (var chunked : List.of(false, true)) {
            var body = chunked
                    ? BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(big))
                    : BodyPublishers.ofByteArray(big);
            var status =
                    send(call, call.method(), call.path("x"), body, operator()).statusCode();
            // whoever is a stranger here, whose length is not known, is refused for that, and nothing is read
            if (chunked && !isForOperators(call))
                assertThat(status).as(call.path()).isIn(401, 404, 413);
            else assertThat(status).as(call.path()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anyPathAndQueryIsTakenOrRefused(Operation call) {
        for (var id : IDS) {
            if (!call.path().contains("{")) break;
            isProblem(send(call, call.method(), call.path(id), BodyPublishers.ofString("{}"), operator()), id);
        }
        for (var query : QUERIES) {
            if (query.matches(".*%zz.*")) continue; // Java's client does not send it; RawInputTest does
            fine(send(call, call.method(), call.path("x") + query, BodyPublishers.ofString("{}"), operator()), query);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void oddHeadersAreTakenOrRefused(Operation call) {
        for (var value : List.of(
                "Bearer", "Bearer ", "Basic x", "Bearer \u00e9", "Bearer " + "x".repeat(10_000), "x".repeat(7000)))
            holds(call, BodyPublishers.ofString("{}"), "Authorization", value);
        for (var name : List.of(
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "Forwarded",
                "Idempotency-Key",
                "Range",
                "If-Match",
                "If-Modified-Since",
                "Cookie",
                "X-HTTP-Method-Override"))
            holds(call, BodyPublishers.ofString("{}"), name, "\u00ff,;=nonsense\"" + "y".repeat(1000));
        var huge = send(
                call,
                call.method(),
                call.path("x"),
                BodyPublishers.ofString("{}"),
                List.of("X-Huge", "x".repeat(60_000)));
        isProblem(huge, "huge header");
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        for (var path : List.of(
                "/",
                "/nope",
                "/api",
                "/api/",
                "/api/token/",
                "/api/token/x",
                "/api/sessions/a/b",
                "/actuator",
                "/observe/health",
                "/WEB-INF/web.xml",
                "/error",
                "/.env",
                "/config/application.yaml"))
            assertThat(isProblem(APP.get(path), path).statusCode()).as(path).isEqualTo(404);
    }

    private static boolean isForOperators(Operation call) {
        return call.path().startsWith("/api/") && !call.path().equals("/api/agents/alive");
    }

    private static List<String> operator() {
        return List.of("Authorization", "Bearer sandbox");
    }

    private static void holds(Operation call, BodyPublisher body, String header, String value) {
        fine(send(call, call.method(), call.path("x"), body, List.of(header, value)), header + ": " + value);
        if (!header.equals("Authorization")) {
            var both = new ArrayList<>(operator());
            both.addAll(List.of(header, value));
            fine(send(call, call.method(), call.path("x"), body, both), header + ": " + value + " (operator)");
        }
    }

    private static HttpResponse<String> send(
            Operation call, String method, String path, BodyPublisher body, List<String> headers) {
        var request = APP.request(path)
                .method(method, method.equals("GET") && !call.takesBody() ? BodyPublishers.noBody() : body);
        for (int i = 0; i < headers.size(); i += 2) request.setHeader(headers.get(i), headers.get(i + 1));
        return APP.send(request);
    }

    /** Taken, or refused as a problem. */
    private static void fine(HttpResponse<String> answer, String what) {
        if (answer.statusCode() >= 300) isProblem(answer, what);
    }

    /** Tavus's clients take nothing but JSON; what Tomcat itself refuses never comes as far as to know whose call it is. */
    private static List<String> types(HttpResponse<String> answer) {
        var problem = "application/problem+json";
        return answer.uri().getPath().startsWith("/tavus/v2") ? List.of("application/json", problem) : List.of(problem);
    }

    private static HttpResponse<String> isProblem(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type")).as(what).hasValueSatisfying(type -> assertThat(type)
                .isIn(types(answer)));
        assertThat(answer.body()).as(what).doesNotContain("\tat ", "Exception", "org.apache", "java.");
        try {
            assertThat(new ObjectMapper().readTree(answer.body()).get("status").asInt())
                    .isEqualTo(answer.statusCode());
        } catch (java.io.IOException e) {
            throw new AssertionError(what + ": " + answer.body(), e);
        }
        return answer;
    }
}
