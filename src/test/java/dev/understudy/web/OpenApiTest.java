package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.alert.AlertViews;
import dev.understudy.fixtures.Api;
import dev.understudy.fixtures.Api.Operation;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.rotation.RotationState;
import dev.understudy.rotation.RotationViews;
import dev.understudy.session.EndReason;
import dev.understudy.session.Reason;
import dev.understudy.smoke.SmokeView;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Holds openapi.yaml against the running application: what is documented is there, what is there is documented. */
class OpenApiTest {
    /** Not for the public: the error page, and the simulators, which are there in the sandbox only. */
    private static final Pattern PRIVATE = Pattern.compile("/error|/twirp.*|/sandbox.*|/rtc.*");

    private static final App APP = App.shared();

    @Test
    void whatIsDocumentedIsThereAndWhatIsThereIsDocumented() {
        var documented = new TreeSet<String>();
        Api.operations().forEach(operation -> documented.add(operation.method() + " " + operation.path("{}")));
        assertThat(mapped()).isEqualTo(documented);
    }

    @Test
    void theDocumentIsServedAsItIs() {
        var answer = APP.get("/openapi.yaml");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1.");
    }

    @Test
    void everyReasonAndEveryEndIsDocumented() {
        var session = "#/components/schemas/Session/properties/";
        var reasons = Stream.of(Reason.values()).map(Reason::code).toList();
        var ends = Stream.of(EndReason.values()).map(EndReason::code).toList();
        assertThat(codes(at(session + "reason/enum"))).containsExactlyInAnyOrderElementsOf(reasons);
        assertThat(codes(at(session + "endReason/enum"))).containsExactlyInAnyOrderElementsOf(ends);
    }

    /** Without null, which stands for none. */
    private static List<String> codes(Object list) {
        return ((List<?>) list)
                .stream().filter(Objects::nonNull).map(String::valueOf).toList();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = new ArrayList<String>();
        collect(Api.document(), references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(at(reference))
                .isNotNull());
    }

    @ParameterizedTest
    @MethodSource("present")
    void aRefusalIsDocumentedAndAProblem(Operation operation) {
        var request = APP.request(operation.path("nobody-knows-me"))
                .method(
                        operation.method(),
                        operation.takesBody() ? BodyPublishers.ofString("[") : BodyPublishers.noBody());
        var answer = APP.send(request);
        if (answer.statusCode() < 400) return;
        assertThat(operation.statuses()).contains(String.valueOf(answer.statusCode()));
        var type = operation.path().startsWith("/tavus/v2/") ? "application/json" : "application/problem+json";
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    }

    @ParameterizedTest
    @MethodSource("present")
    void whatIsForOperatorsAsksForTheirToken(Operation operation) {
        if (!operation.wantsBearer()) return;
        var request = APP.request(operation.path("x")).method(operation.method(), BodyPublishers.ofString("{}"));
        assertThat(APP.send(request).statusCode()).isEqualTo(401);
        var wrong = APP.request(operation.path("x")).method(operation.method(), BodyPublishers.ofString("{}"));
        assertThat(APP.send(wrong.header("Authorization", "Bearer wrong")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void goodAnswersHaveTheDocumentedShape() throws Exception {
        holds("Token", APP.post("/api/token", "{}"));
        holds("OlderToken", APP.post("/api/token", "{\"roomName\":\"a\",\"identity\":\"b\"}"));
        holds("Problem", APP.post("/api/token", "["));
        holds("Mode", operator("GET", "/api/mode", ""));
        var dispatched = APP.post("/api/dispatch-agent", "{\"roomName\":\"openapi\"}");
        assertThat(dispatched.statusCode()).isEqualTo(202);
        holds("Session", dispatched);
        var session = dispatched.headers().firstValue("Location").orElseThrow();
        holds("Session", operator("GET", session, ""), "timeline");
        holds("Session", operator("DELETE", session, ""), "timeline");
        assertThat(operator("GET", "/api/sessions?room=openapi", "").body()).startsWith("{\"sessions\":[{\"id\":");
    }

    @Test
    void rotationsHaveTheDocumentedShape() {
        isDocumentedAs("Rotation", RotationViews.View.class);
        isDocumentedAs("HostRotation", RotationViews.HostView.class);
        isDocumentedAs("RotationStep", RotationViews.StepView.class);
        var states = Stream.of(RotationState.values()).map(RotationState::code).toList();
        assertThat((List<?>) ((Map<?, ?>) at("#/components/schemas/RotationState")).get("enum"))
                .isEqualTo(states);
        assertThat(operator("GET", "/api/rotations", "").body()).startsWith("{\"rotations\":[");
    }

    @Test
    void smokeChecksHaveTheDocumentedShape() {
        isDocumentedAs("SmokeCheck", SmokeView.class);
        isDocumentedAs("SmokeLine", SmokeView.LineView.class);
        assertThat(operator("GET", "/api/smoke", "").body()).startsWith("{\"runs\":[");
    }

    @Test
    void alertsHaveTheDocumentedShape() {
        isDocumentedAs("Alert", AlertViews.View.class);
        isDocumentedAs("AlertDelivery", AlertViews.Told.class);
        assertThat(operator("GET", "/api/alerts", "").body()).startsWith("{\"alerts\":[");
    }

    @Test
    void aWebhookIsAnsweredWithoutABody() {
        var body = SignedWebhook.body("EV_openapi", "room_started", "openapi");
        var answer = APP.send(APP.request("/livekit/webhook")
                .header("Authorization", SignedWebhook.token(body))
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    static Stream<Operation> present() {
        return Api.operations().stream();
    }

    /** A null is written too, so that every field is required. */
    private static void isDocumentedAs(String schema, Class<? extends Record> view) {
        var documented = (Map<?, ?>) at("#/components/schemas/" + schema);
        var fields = Stream.of(view.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertThat(strings((List<?>) documented.get("required"))).isEqualTo(fields);
        assertThat(strings(((Map<?, ?>) documented.get("properties")).keySet())).isEqualTo(fields);
    }

    /** The answer has every required field, and no field that is not documented. */
    private static void holds(String schema, HttpResponse<String> answer, String... more) throws Exception {
        var documented = (Map<?, ?>) at("#/components/schemas/" + schema);
        var fields = new TreeSet<String>();
        new ObjectMapper().readTree(answer.body()).fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsAll(strings((List<?>) documented.get("required")));
        for (var name : more) assertThat(fields.remove(name)).as(name).isTrue();
        assertThat(strings(((Map<?, ?>) documented.get("properties")).keySet())).containsAll(fields);
    }

    private static HttpResponse<String> operator(String method, String path, String body) {
        return APP.send(APP.request(path)
                .header("Authorization", "Bearer sandbox")
                .method(method, BodyPublishers.ofString(body)));
    }

    private static List<String> strings(Iterable<?> values) {
        var strings = new ArrayList<String>();
        values.forEach(value -> strings.add(String.valueOf(value)));
        return strings;
    }

    private static Set<String> mapped() {
        var mapped = new TreeSet<String>();
        for (var mapping : APP.beans(RequestMappingHandlerMapping.class))
            mapping.getHandlerMethods().keySet().forEach(info -> add(info, mapped));
        return mapped;
    }

    private static void add(RequestMappingInfo info, Set<String> mapped) {
        for (var pattern : info.getPatternValues()) {
            if (PRIVATE.matcher(pattern).matches()) continue;
            for (RequestMethod method : info.getMethodsCondition().getMethods())
                mapped.add(method + " " + pattern.replaceAll("\\{[^}]+}", "{}"));
        }
    }

    private static void collect(Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) references.add(reference);
            map.values().forEach(value -> collect(value, references));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(value, references));
        }
    }

    private static Object at(String reference) {
        Object node = Api.document();
        for (var step : reference.substring(2).split("/")) node = node instanceof Map<?, ?> map ? map.get(step) : null;
        return node;
    }
}
