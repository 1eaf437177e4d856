package dev.understudy.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls themselves, over a server that has had enough of them. */
class BudgetedTest {
    private final ManualClock clock = new ManualClock(1_795_410_048_000L);
    private final LiveKitBudget budget = LiveKitParts.budget("60", clock);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger heard = new AtomicInteger();
    private HttpServer server;
    private LiveKitConnection connection;
    private LiveKit livekit;
    private AgentRpc rpc;
    private int status = 200;
    private @Nullable String retryAfter;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.incrementAndGet();
            if (retryAfter != null) exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var settings =
                new LiveKitSettings(url, null, "k", Secret.of("secret-secret-secret"), null, Duration.ofSeconds(30), 1);
        connection = new LiveKitConnection(settings, budget, new CallMeters(meters, budget));
        livekit = new LiveKit(settings, LiveKitParts.keys(settings), connection);
        rpc = new AgentRpc(settings, LiveKitParts.keys(settings), connection);
    }

    @AfterEach
    void stop() {
        connection.destroy();
        server.stop(0);
    }

    @Test
    void whatIsRefusedForItsNumberIsPutOffForAsLongAsLiveKitSays() {
        status = 429;
        retryAfter = "17";
        assertThat(putOff(CallClass.LOOK)).isEqualTo(Duration.ofSeconds(17));
        assertThat(putOff(CallClass.LOOK)).isEqualTo(Duration.ofSeconds(17));
        assertThat(heard).as("and LiveKit is not asked again").hasValue(1);
        assertThat(counted("understudy.livekit.calls", "look")).isEqualTo(1);
        assertThat(counted("understudy.livekit.calls.put.off", "look")).isEqualTo(1);
    }

    @Test
    void whoDoesNotSayHowLongIsLeftAloneForFiveSeconds() {
        status = 429;
        assertThat(putOff(CallClass.WAIT)).isEqualTo(Duration.ofSeconds(5));
        clock.pass(Duration.ofSeconds(10));
        retryAfter = "Wed, 21 Oct 2026 07:28:00 GMT";
        assertThat(putOff(CallClass.WAIT)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aHeartbeatThatIsPutOffTellsNothingOfItsAgent() throws Exception {
        budget.refused(Duration.ofSeconds(9));
        var pulse = rpc.call(new AgentRpc.Rpc("demo", "agent", "understudy.ping", ""), Duration.ofMillis(500));
        assertThat(pulse.get(30, TimeUnit.SECONDS)).isEqualTo(AgentRpc.Pulse.UNKNOWN);
        assertThat(heard).hasValue(0);
    }

    @Test
    void everyCallIsCountedByItsClassAndWhatIsLeftIsSeen() {
        livekit.look("demo");
        livekit.removeParticipant("demo", "x");
        status = 503;
        assertThatThrownBy(() -> livekit.dispatches("demo")).isInstanceOf(LiveKitUnavailable.class);
        assertThat(counted("understudy.livekit.calls", "look")).isEqualTo(1);
        assertThat(counted("understudy.livekit.calls", "leave")).isEqualTo(1);
        assertThat(counted("understudy.livekit.calls", "wait")).isEqualTo(1);
        assertThat(meters.get("understudy.livekit.calls")
                        .tag("class", "wait")
                        .tag("outcome", "unavailable")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("understudy.livekit.budget.left").gauge().value()).isEqualTo(57);
    }

    /** Every SDK answers a ping with 400: a well installation counted nothing but refusals. */
    @Test
    void whatAnAgentAnswersIsAnAnswer() throws Exception {
        status = 400;
        rpc.call(new AgentRpc.Rpc("demo", "agent", "understudy.ping", ""), Duration.ofMillis(500))
                .get(30, TimeUnit.SECONDS);
        assertThat(meters.get("understudy.livekit.calls")
                        .tag("class", "beat")
                        .tag("outcome", "answered")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private Duration putOff(CallClass urgency) {
        return catchThrowableOfType(LiveKitPutOff.class, () -> livekit.look("demo", urgency))
                .time();
    }

    private double counted(String name, String urgency) {
        return meters.get(name).tag("class", urgency).counter().count();
    }
}
