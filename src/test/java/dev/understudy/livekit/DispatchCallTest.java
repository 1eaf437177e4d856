package dev.understudy.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import dev.understudy.common.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CreateDispatch with what the SDK does not know: what is sent, and what an answer says. */
class DispatchCallTest {
    private static final LiveKitBudget BUDGET = LiveKitParts.budget("none", Clock.systemUTC());
    private static final CallMeters METERS = new CallMeters(new SimpleMeterRegistry(), BUDGET);
    private static final LiveKitSettings SETTINGS = new LiveKitSettings(
            URI.create("wss://livekit.example/"),
            null,
            "APIkey",
            Secret.of("a-secret-of-thirty-two-characters"),
            null,
            Duration.ofSeconds(1),
            1);
    private static final DispatchOrder ORDER =
            new DispatchOrder("avatar-agent", "{\"a\":1}", Map.of("tier", "gold"), "staging");

    @Test
    void oneAgentIsAskedForWithARightToThatRoomAlone() throws IOException {
        var seen = new AtomicReference<Request>();
        var made = create(ORDER, chain -> {
            seen.set(chain.request());
            return answer(chain.request(), 200, "{\"id\":\"AD_1\",\"deployment\":\"staging\"}");
        });
        assertThat(made.dispatch().id()).isEqualTo("AD_1");
        assertThat(made.deployment()).isEqualTo("staging");
        var request = seen.get();
        assertThat(request.url())
                .hasToString("https://livekit.example/twirp/livekit.AgentDispatchService/CreateDispatch");
        var body = new Buffer();
        request.body().writeTo(body);
        assertThat(body.readUtf8())
                .isEqualTo("{\"room\":\"demo\",\"agent_name\":\"avatar-agent\",\"metadata\":\"{\\\"a\\\":1}\","
                        + "\"attributes\":{\"tier\":\"gold\"},\"deployment\":\"staging\"}");
        var token = JWT.decode(String.valueOf(request.header("Authorization")).substring("Bearer ".length()));
        assertThat(token.getClaim("video").asMap()).isEqualTo(Map.of("roomAdmin", true, "room", "demo"));
    }

    @Test
    void aServerThatKnowsOfNoDeploymentEchoesNone() {
        var made = create(ORDER, chain -> answer(chain.request(), 200, "{\"id\":\"AD_1\",\"agent_name\":\"a\"}"));
        assertThat(made.deployment()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {"400;{}", "503;{}", "429;{}", "200;{}", "200;[]", "200;no json", "200;``"})
    void whateverElseIsAnsweredIsNoDispatch(int status, String body) {
        assertThatThrownBy(() -> create(ORDER, chain -> answer(chain.request(), status, body)))
                .isInstanceOf(LiveKitUnavailable.class);
    }

    @Test
    void aRefusedKeyIsRefusedAndALiveKitThatIsNotThereIsAway() {
        assertThatThrownBy(() -> create(ORDER, chain -> answer(chain.request(), 401, "{}")))
                .isInstanceOf(LiveKitRejected.class);
        assertThatThrownBy(() -> create(ORDER, chain -> {
                    throw new ConnectException("refused");
                }))
                .isInstanceOf(LiveKitUnavailable.class);
    }

    private static DispatchCall.Made create(DispatchOrder order, Interceptor livekit) {
        var connection = new LiveKitConnection(SETTINGS, BUDGET, METERS) {
            @Override
            OkHttpClient client(CallClass urgency) {
                return new OkHttpClient.Builder().addInterceptor(livekit).build();
            }
        };
        return new DispatchCall(SETTINGS, LiveKitParts.keys(SETTINGS), connection).create("demo", order);
    }

    private static Response answer(Request request, int status, String body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }
}
