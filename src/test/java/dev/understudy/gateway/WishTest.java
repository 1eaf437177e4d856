package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Tavus: the caller's wish, under our name, no longer than ours, with callbacks to us. */
class WishTest {
    private static final String OURS = "https://understudy.example/tavus/callback/secret";

    @Test
    void theCallersWishGoesOnUnderOurName() {
        var asked = (ObjectNode)
                Calls.json("{'face_id':'f1','conversation_name':'mine','properties':{'language':'arabic'}}");
        assertThat(Calls.json(Calls.wish(OURS).of(asked, "ours")))
                .isEqualTo(Calls.json("{'face_id':'f1','conversation_name':'ours','callback_url':'" + OURS
                        + "','properties':{'language':'arabic','max_call_duration':3600}}"));
        assertThat(asked.path("conversation_name").asText())
                .as("is not touched")
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "600, 600", "3600, 3600", "7200, 3600", "0, 3600", "-5, 3600"})
    void aCallMayBeShorterThanOursAndNotLonger(long wanted, long asked) {
        assertThat(wish("{'properties':{'max_call_duration':" + wanted + "}}")
                        .path("properties")
                        .path("max_call_duration")
                        .asLong())
                .isEqualTo(asked);
    }

    /** Else Tavus would call somebody in our name, and the session would not hear of its face. */
    @ParameterizedTest
    @ValueSource(strings = {"'https://caller.example/'", "'http://169.254.169.254/latest'", "['x']", "7", "null", "''"})
    void callbacksComeToUsWhereverTheCallerWantsThem(String wanted) {
        assertThat(wish("{'callback_url':" + wanted + "}").path("callback_url").asText())
                .isEqualTo(OURS);
    }

    @Test
    void withoutAnAddressOfOursNobodyIsCalled() {
        var asked = (ObjectNode) Calls.json("{'callback_url':'https://caller.example/'}");
        assertThat(Calls.json(Calls.wish(null).of(asked, "ours")).has("callback_url"))
                .isFalse();
    }

    /** Tavus takes the conversation with https, counts it, and no avatar comes (livekit/agents#4277). */
    @ParameterizedTest
    @CsvSource({
        "https://project.livekit.cloud, wss://project.livekit.cloud",
        "http://127.0.0.1:7880, ws://127.0.0.1:7880",
        "wss://project.livekit.cloud, wss://project.livekit.cloud",
        "nonsense, nonsense"
    })
    void anAgentWhoseLiveKitAddressIsHttpsHandsOnItsWebSocket(String sent, String asked) {
        assertThat(wish("{'properties':{'livekit_ws_url':'" + sent + "'}}")
                        .path("properties")
                        .path("livekit_ws_url")
                        .asText())
                .isEqualTo(asked);
    }

    private static com.fasterxml.jackson.databind.JsonNode wish(String asked) {
        return Calls.json(Calls.wish(OURS).of((ObjectNode) Calls.json(asked), "ours"));
    }
}
