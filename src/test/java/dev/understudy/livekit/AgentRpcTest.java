package dev.understudy.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import dev.understudy.common.Secret;
import dev.understudy.livekit.AgentRpc.Pulse;
import dev.understudy.livekit.AgentRpc.Rpc;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import livekit.LivekitRoom.PerformRpcRequest;
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

/** What LiveKit's answer to a call says of the agent that was called: only its own silence is its silence. */
class AgentRpcTest {
    private static final LiveKitBudget BUDGET = LiveKitParts.budget("none", Clock.systemUTC());
    private static final CallMeters METERS = new CallMeters(new SimpleMeterRegistry(), BUDGET);
    private static final LiveKitSettings SETTINGS = new LiveKitSettings(
            URI.create("ws://livekit.example:7880/"),
            null,
            "APIkey",
            Secret.of("a-secret-of-thirty-two-characters"),
            null,
            Duration.ofSeconds(1),
            1);

    @ParameterizedTest
    @CsvSource({
        "200, ALIVE",
        "400, ALIVE",
        "500, ALIVE",
        "408, SILENT",
        "503, SILENT",
        "504, SILENT",
        "401, UNANSWERED",
        "403, UNSUPPORTED",
        "405, UNSUPPORTED",
        "501, UNSUPPORTED",
        "404, UNKNOWN",
        "429, UNKNOWN",
        "502, UNANSWERED"
    })
    void aStatusIsASignOfLifeOrNone(int status, Pulse pulse) throws Exception {
        assertThat(pulse(chain -> answer(chain.request(), status))).isEqualTo(pulse);
    }

    @Test
    void anOldLiveKitThatHasNoSuchCallIsNotAnAgentThatIsGone() throws Exception {
        var said =
                "{\"code\":\"bad_route\",\"msg\":\"no handler for path \\\"/twirp/livekit.RoomService/PerformRpc\\\"\"}";
        var pulse = pulse(chain -> answer(chain.request(), 404)
                .newBuilder()
                .body(ResponseBody.create(said, MediaType.get("application/json")))
                .build());
        assertThat(pulse).isEqualTo(Pulse.UNSUPPORTED);
    }

    @Test
    void aLiveKitThatSaysNothingIsNoSilenceOfTheAgent() throws Exception {
        assertThat(pulse(failing(new InterruptedIOException("timeout")))).isEqualTo(Pulse.UNANSWERED);
        assertThat(pulse(failing(new ConnectException("refused")))).isEqualTo(Pulse.UNANSWERED);
        assertThat(pulse(failing(new IOException("unexpected end of stream")))).isEqualTo(Pulse.UNANSWERED);
    }

    @Test
    void oneMethodOfOneAgentIsCalledWithARightToThatRoomAlone() throws Exception {
        var seen = new AtomicReference<Request>();
        pulse(chain -> {
            seen.set(chain.request());
            return answer(chain.request(), 200);
        });
        var request = seen.get();
        assertThat(request.url()).hasToString("http://livekit.example:7880/twirp/livekit.RoomService/PerformRpc");
        var body = new Buffer();
        request.body().writeTo(body);
        assertThat(PerformRpcRequest.parseFrom(body.readByteArray()))
                .isEqualTo(PerformRpcRequest.newBuilder()
                        .setRoom("demo")
                        .setDestinationIdentity("agent-1")
                        .setMethod("understudy.ping")
                        .setPayload("x")
                        .setResponseTimeoutMs(500)
                        .build());
        var token = JWT.decode(request.header("Authorization").replaceFirst("^Bearer ", ""));
        assertThat(token.getIssuer()).isEqualTo("APIkey");
        assertThat(token.getClaim("video").asMap())
                .containsOnlyKeys("room", "roomAdmin")
                .containsEntry("room", "demo");
        assertThat(token.getExpiresAt()).isAfter(token.getNotBefore());
    }

    private static Pulse pulse(Interceptor network) throws Exception {
        var client = new OkHttpClient.Builder().addInterceptor(network).build();
        var connection = new LiveKitConnection(SETTINGS, BUDGET, METERS) {
            @Override
            OkHttpClient client(CallClass urgency) {
                return client;
            }
        };
        var rpc = new AgentRpc(SETTINGS, LiveKitParts.keys(SETTINGS), connection);
        return rpc.call(new Rpc("demo", "agent-1", "understudy.ping", "x"), Duration.ofMillis(500))
                .get(30, TimeUnit.SECONDS);
    }

    private static Interceptor failing(IOException failure) {
        return chain -> {
            throw failure;
        };
    }

    private static Response answer(Request request, int status) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("so")
                .body(ResponseBody.create(new byte[0], MediaType.get("application/json")))
                .build();
    }
}
