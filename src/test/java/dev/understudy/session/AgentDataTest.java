package dev.understudy.session;

import static dev.understudy.session.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.livekit.Dispatch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How ours goes beside what a caller gives the agent, and that we know our own dispatches again either way. */
class AgentDataTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "{\"understudy\":1,\"session\":\"s1\",\"attempt\":1}";

    @Test
    void withoutACallersDataItIsByteForByteWhatItAlwaysWas() {
        assertThat(beside(null, Map.of())).isEqualTo(OURS);
        assertThat(new AgentData(null, Map.of(), "staging").beside(ours())).isEqualTo(OURS);
    }

    /** The caller's object stays as it was sent, numbers and all; any other text is a field of its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"customer\":\"c-17\"};{\"understudy\":@,\"customer\":\"c-17\"}",
                " {\"a\":1.50,\"b\":1e400} ;{\"understudy\":@,\"a\":1.50,\"b\":1e400}",
                "{};{\"understudy\":@}",
                "{ };{\"understudy\":@ }",
                "plain text;{\"understudy\":@,\"metadata\":\"plain text\"}",
                "[1];{\"understudy\":@,\"metadata\":\"[1]\"}",
                "{} {};{\"understudy\":@,\"metadata\":\"{} {}\"}",
                "{broken;{\"understudy\":@,\"metadata\":\"{broken\"}",
                "null;{\"understudy\":@,\"metadata\":\"null\"}"
            })
    void besideACallersOursIsUnderOneKey(String metadata, String merged) throws Exception {
        var told = beside(metadata, Map.of());
        assertThat(told).isEqualTo(merged.replace("@", OURS));
        JSON.readTree(told);
        isOurs(told);
    }

    @Test
    void attributesAreCopiedForWorkersOfOlderServers() {
        var both = beside("{\"a\":1}", Map.of("tier", "gold"));
        assertThat(both).endsWith("\"attempt\":1,\"attributes\":{\"tier\":\"gold\"}},\"a\":1}");
        isOurs(both);
        var alone = beside(null, Map.of("tier", "gold"));
        assertThat(alone)
                .startsWith("{\"understudy\":{\"understudy\":1,")
                .endsWith("\"attributes\":{\"tier\":\"gold\"}}}");
        isOurs(alone);
    }

    @Test
    void aDispatchOfBeforeIsKnownToo() {
        isOurs(OURS);
        assertThat(mark("{\"understudy\":null}")).isNull();
        assertThat(mark("{\"customer\":\"c-17\"}")).isNull();
        assertThat(mark("[]")).isNull();
    }

    @Test
    void aCallersOwnKeyOfThatNameIsSeen() {
        assertThat(new AgentData("{\"understudy\":null}", Map.of(), null).takesOurKey())
                .isTrue();
        assertThat(new AgentData("{\"inside\":{\"understudy\":1}}", Map.of(), null).takesOurKey())
                .isFalse();
        assertThat(new AgentData("understudy", Map.of(), null).takesOurKey()).isFalse();
    }

    /** What is accepted must be short enough for LiveKit with ours in it: an escaped quote is two bytes. */
    @Test
    void itsSizeIsNeverLessThanWhatIsSent() {
        var data = new AgentData("\"".repeat(1000), Map.of("k", "م".repeat(500)), null);
        var sent = data.beside(ours()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(data.size()).isGreaterThanOrEqualTo(sent.length);
    }

    @Test
    void noLogShowsIt() {
        var data = new AgentData("{\"name\":\"Ann\"}", Map.of("secret", "x"), null);
        assertThat(aSession().giving(data).requested().toString()).doesNotContain("Ann", "secret");
    }

    private static String beside(@Nullable String metadata, Map<String, String> attributes) {
        return new AgentData(metadata, attributes, null).beside(ours());
    }

    private static void isOurs(String metadata) {
        assertThat(mark(metadata)).isEqualTo(new Mark("s1", 1));
    }

    private static @Nullable Mark mark(String metadata) {
        return Mark.of(new Dispatch("AD_1", "a", metadata, List.of()));
    }

    private static ObjectNode ours() {
        return JSON.createObjectNode().put("understudy", 1).put("session", "s1").put("attempt", 1);
    }
}
