package dev.understudy.livekit;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import livekit.LivekitRoom.PerformRpcRequest;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.springframework.stereotype.Component;

/** PerformRpc, which the SDK has the messages for but no call: the one push to an agent that is answered. */
@Component
public class AgentRpc {
    private static final MediaType PROTOBUF = MediaType.get("application/protobuf");
    /** LiveKit says itself when an agent is silent, right after the time that it was given for the answer (measured: 3 ms). */
    private static final Duration BEYOND = Duration.ofSeconds(1);

    private final LiveKitKeys keys;
    private final Map<CallClass, OkHttpClient> clients = new EnumMap<>(CallClass.class);
    private final String url;

    /** Shares the connections of the other calls; every RPC has a deadline of its own. */
    public AgentRpc(LiveKitSettings settings, LiveKitKeys keys, LiveKitConnection connection) {
        this.keys = keys;
        for (var urgency : CallClass.values()) clients.put(urgency, connection.client(urgency));
        url = settings.apiUrl() + "/twirp/livekit.RoomService/PerformRpc";
    }

    /** What a call to an agent told about it. */
    public enum Pulse {
        /** It answered; an unknown method is an answer too (RpcError 1400 within milliseconds, measured). */
        ALIVE,
        /** LiveKit says that it does not answer (408, 503, 504). */
        SILENT,
        /** LiveKit has other things to do, or knows no such participant, or the call was put off: nothing is known of the agent. */
        UNKNOWN,
        /**
         * LiveKit itself said nothing of the agent within our own deadline, or could not be reached, or refused us: a LiveKit that stands
         * still for some seconds is no death of everybody. Whether it is there has to be asked by a call that concerns no agent.
         */
        UNANSWERED,
        /**
         * This LiveKit has no such call: it came with 1.9.2 (by its tags; 404 {@code bad_route} on 1.7.2, measured); or a proxy before it
         * lets none through (403, 405, 501).
         */
        UNSUPPORTED
    }

    /**
     * What is called.
     *
     * @param room where
     * @param identity whose method
     * @param method its name
     * @param payload what it is given
     * @param urgency for whom
     */
    public record Rpc(String room, String identity, String method, String payload, CallClass urgency) {
        /** A heartbeat's. */
        public Rpc(String room, String identity, String method, String payload) {
            this(room, identity, method, payload, CallClass.BEAT);
        }
    }

    /** Calls a method of a participant without waiting for the answer here. */
    public CompletableFuture<Pulse> call(Rpc rpc, Duration answer) {
        var message = PerformRpcRequest.newBuilder()
                .setRoom(rpc.room())
                .setDestinationIdentity(rpc.identity())
                .setMethod(rpc.method())
                .setPayload(rpc.payload())
                .setResponseTimeoutMs((int) answer.toMillis())
                .build();
        var request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + RoomAdmin.token(keys, rpc.room()))
                .post(RequestBody.create(message.toByteArray(), PROTOBUF))
                .build();
        var call = Objects.requireNonNull(clients.get(rpc.urgency())).newCall(request);
        call.timeout().timeout(answer.plus(BEYOND).toMillis(), TimeUnit.MILLISECONDS);
        var pulse = new CompletableFuture<Pulse>();
        call.enqueue(new PulseReader(pulse));
        return pulse;
    }

    /** Reads a status as a sign of life. */
    private record PulseReader(CompletableFuture<Pulse> pulse) implements Callback {
        /** Twirp's code stands at the beginning of its few words, bytes. */
        private static final long LOOKED_AT = 1_024;

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                pulse.complete(hasNoSuchCall(response) ? Pulse.UNSUPPORTED : pulseOf(response.code()));
            } catch (IOException e) {
                pulse.complete(Pulse.UNANSWERED);
            }
        }

        @Override
        public void onFailure(Call call, IOException failure) {
            pulse.complete(failure instanceof PutOff ? Pulse.UNKNOWN : Pulse.UNANSWERED);
        }

        private static boolean hasNoSuchCall(Response response) throws IOException {
            return response.code() == 404
                    && response.peekBody(LOOKED_AT).string().contains("bad_route");
        }

        private static Pulse pulseOf(int status) {
            return switch (status) {
                case 200, 400, 500 -> Pulse.ALIVE;
                case 408, 503, 504 -> Pulse.SILENT;
                case 404, 429 -> Pulse.UNKNOWN;
                case 403, 405, 501 -> Pulse.UNSUPPORTED;
                default -> Pulse.UNANSWERED;
            };
        }
    }
}
