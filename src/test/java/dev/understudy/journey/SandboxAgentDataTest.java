package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.SandboxStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller gives the agent reaches it, by a dispatch call and by a token alike, or is refused by its field. */
class SandboxAgentDataTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static App app;
    private static SandboxStage stage;
    private static Http http;

    @BeforeAll
    static void start() {
        app = App.start(
                "--understudy.session.rules[0].rooms=*",
                "--understudy.session.rules[0].agent-name=avatar-agent",
                "--understudy.session.rules[0].avatar=understudy",
                "--understudy.session.rules[0].agents=other-agent",
                "--understudy.session.rules[0].avatars=none");
        stage = SandboxStage.of(app);
        http = new Http(app.port(), "sandbox");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void aDispatchCallGivesTheAgentItsData() {
        var asked = "{'roomName':'d1','metadata':'{\\'customer\\':\\'c-17\\'}','attributes':{'tier':'gold'}}";
        assertThat(call("/api/dispatch-agent", asked)).isEqualTo(202);
        var told = metadata("d1");
        assertThat(told.path("customer").asText()).isEqualTo("c-17");
        assertThat(told.path("understudy").path("attempt").asInt()).isEqualTo(1);
        assertThat(told.path("understudy").path("attributes").path("tier").asText())
                .isEqualTo("gold");
        assertThat(story("d1")).as("for operators").contains("c-17");
        assertThat(http.post("/api/dispatch-agent", "{\"roomName\":\"d1\"}")).doesNotContain("c-17");
        assertThat(call("/api/dispatch-agent", asked)).as("the same again").isEqualTo(200);
        assertThat(call("/api/dispatch-agent", "{'roomName':'d1'}")).isEqualTo(200);
        assertThat(call("/api/dispatch-agent", asked.replace("gold", "tin"))).isEqualTo(409);
    }

    @Test
    void withoutDataItIsTodaysFlatForm() {
        assertThat(call("/api/dispatch-agent", "{'roomName':'d2'}")).isEqualTo(202);
        assertThat(metadata("d2").path("understudy").asInt()).isEqualTo(1);
        assertThat(metadata("d2").path("session").asText()).startsWith("s");
    }

    /** The body that LiveKit's Android client sends. */
    @Test
    void aTokenPromisesTheAgentItsData() throws IOException {
        var asked = Files.readString(Path.of("src/test/resources/wild/tokens/android-deploy-attrs.json"))
                .replace("r1b-a", "t1");
        assertThat(http.call("POST", "/api/token", asked).statusCode()).isEqualTo(201);
        stage.userJoins("t1", "ann");
        var told = metadata("t1");
        assertThat(told.path("customer").asText()).isEqualTo("c-17");
        assertThat(told.path("understudy").path("attributes").path("tier").asText())
                .isEqualTo("gold");
        stage.userLeaves("t1", "ann");
    }

    /** As the site does: a token first, then a dispatch call that says nothing more. */
    @Test
    void aTokensPromiseIsKeptByADispatchCallThatWantsNothing() {
        assertThat(call("/api/token", "{'room_name':'t2','room_config':{'agents':[{'metadata':'hello'}]}}"))
                .isEqualTo(201);
        assertThat(call("/api/dispatch-agent", "{'roomName':'t2'}")).isEqualTo(202);
        assertThat(metadata("t2").path("metadata").asText()).isEqualTo("hello");
        assertThat(call("/api/token", "{'room_name':'t2','room_config':{'agents':[{'metadata':'other'}]}}"))
                .isEqualTo(409);
    }

    @Test
    void aCallChoosesAmongWhatTheRuleLists() {
        assertThat(call("/api/dispatch-agent", "{'roomName':'c1','agentName':'other-agent','avatar':'none'}"))
                .isEqualTo(202);
        var session = json(http.call("GET", "/api/sessions?room=c1", "").body())
                .path("sessions")
                .path(0);
        assertThat(session.path("agentName").asText()).isEqualTo("other-agent");
        assertThat(session.path("wanted").asText()).isEqualTo("audio");
    }

    @Test
    void aDeploymentThatTheServerDoesNotKnowIsToldInTheStory() {
        assertThat(call("/api/dispatch-agent", "{'roomName':'s1','deployment':'staging'}"))
                .isEqualTo(202);
        assertThat(story("s1")).contains("agent dispatched").doesNotContain("did not take");
        stage.livekitFault("no-deployments");
        assertThat(call("/api/dispatch-agent", "{'roomName':'s2','deployment':'staging'}"))
                .isEqualTo(202);
        assertThat(story("s2")).contains("LiveKit did not take the deployment staging");
        stage.livekitFault("none");
    }

    private static String story(String room) {
        metadata(room);
        await().until(() -> stage.operator().session(room).orElseThrow().tells("agent dispatched"));
        var id = stage.operator().session(room).orElseThrow().id();
        return http.get("/api/sessions/" + id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "agentName;agent-foreign;{'roomName':'x','agentName':'stranger'}",
                "avatar;avatar-not-offered;{'roomName':'x','avatar':'agent'}",
                "metadata;metadata-reserved;{'roomName':'x','metadata':'{\\'understudy\\':1}'}",
                "metadata;wrong-type;{'roomName':'x','metadata':{}}",
                "attributes.understudy.x;attribute-reserved;{'roomName':'x','attributes':{'understudy.x':'a'}}",
                "deployment;wrong-type;{'roomName':'x','deployment':1}",
                "deployment;bad-characters;{'roomName':'x','deployment':'blue_green'}",
                "deployment;bad-characters;{'roomName':'x','deployment':'blue green'}",
                "deployment;too-long;{'roomName':'x','deployment':'DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD'}",
                "sudo;unknown-field;{'roomName':'x','sudo':1}"
            })
    void whatPolicyForbidsIsRefusedByItsField(String field, String code, String body) {
        var answer = http.call("POST", "/api/dispatch-agent", body.replace('\'', '"'));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer.body()).path("field").asText()).isEqualTo(field);
        assertThat(answer.body()).contains(code);
    }

    /** With ours in it LiveKit would refuse it, and the room would never get its agent. */
    @Test
    void metadataThatLiveKitWouldRefuseIsRefusedAtOnce() {
        var most = "{\"roomName\":\"long\",\"metadata\":\"" + "x".repeat(512 * 1024 - 2000) + "\"}";
        assertThat(http.call("POST", "/api/dispatch-agent", most).statusCode()).isEqualTo(202);
        assertThat(metadata("long").path("metadata").asText()).hasSize(512 * 1024 - 2000);
        var more = "{\"roomName\":\"longer\",\"metadata\":\"" + "x".repeat(512 * 1024) + "\"}";
        var answer = http.call("POST", "/api/dispatch-agent", more);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("too-long");
    }

    private static int call(String path, String body) {
        return http.call("POST", path, body.replace("\\'", "\\\"").replace('\'', '"'))
                .statusCode();
    }

    /** What the room's dispatch was given; LiveKit has it. */
    private static JsonNode metadata(String room) {
        await().until(() -> !dispatch(room).isMissingNode());
        return json(dispatch(room).path("metadata").asText());
    }

    private static JsonNode dispatch(String room) {
        var rooms = json(http.call("GET", "/sandbox/rooms", "").body());
        return StreamSupport.stream(rooms.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(room))
                .flatMap(one -> StreamSupport.stream(one.path("dispatches").spliterator(), false))
                .filter(one -> one.path("agentName").asText().endsWith("-agent"))
                .findFirst()
                .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
