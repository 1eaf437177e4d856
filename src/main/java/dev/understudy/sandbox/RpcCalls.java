package dev.understudy.sandbox;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.Optional;
import livekit.LivekitRoom.MuteRoomTrackRequest;
import livekit.LivekitRoom.MuteRoomTrackResponse;
import livekit.LivekitRoom.PerformRpcRequest;
import livekit.LivekitRoom.PerformRpcResponse;
import livekit.LivekitRoom.SendDataRequest;
import livekit.LivekitRoom.SendDataResponse;
import livekit.LivekitRoom.UpdateSubscriptionsRequest;

/** What RoomService does towards a client: remote procedure calls, data, tracks. Codes and times as measured on 1.13.5. */
@Simulated
class RpcCalls {
    private static final int PAYLOAD = 15 * 1024;
    /** ms: by then a living client has confirmed that it got the call. */
    private static final int ROUND_TRIP = 2000;

    private static final int DEFAULT_TIMEOUT = 15_000;
    private final FakeRooms rooms;
    private final FakeFaults faults;
    private final Delays delays;

    RpcCalls(FakeRooms rooms, FakeFaults faults, SandboxSettings settings) {
        this.rooms = rooms;
        this.faults = faults;
        this.delays = settings.delays();
    }

    /** Every SDK answers an unknown method with 1400; only an agent knows {@code understudy.mode}. */
    PerformRpcResponse perform(PerformRpcRequest asked, Grants grants) {
        if (faults.is(LiveKitFault.OLD_SERVER)) throw TwirpError.of(404, "bad_route", "no handler for this path");
        grants.needAdmin(asked.getRoom());
        if (asked.getDestinationIdentity().isEmpty())
            throw TwirpError.of(400, "invalid_argument", "destination identity is required");
        var person = rooms.find(asked.getRoom())
                .flatMap(
                        room -> room.with(asked.getDestinationIdentity(), found -> Optional.ofNullable(found.script())))
                .orElseThrow(this::nobodyAnswers);
        if (RoomCalls.bytes(asked.getPayload()) > PAYLOAD)
            throw TwirpError.of(400, "malformed", "RpcError 1402: Request payload too large");
        if (person.isEmpty()) throw unknownMethod();
        if (faults.is(LiveKitFault.AGENT_MUTE)) throw unheard(asked.getResponseTimeoutMs());
        return perform(person.get(), asked);
    }

    /** 200 for anybody in a room that exists, there or not. */
    SendDataResponse send(SendDataRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        if (rooms.find(asked.getRoom()).isEmpty()) throw nobodyAnswers();
        return SendDataResponse.getDefaultInstance();
    }

    MuteRoomTrackResponse mute(MuteRoomTrackRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        var track = rooms.find(asked.getRoom())
                .flatMap(room ->
                        room.with(asked.getIdentity(), person -> person.mute(asked.getTrackSid(), asked.getMuted())))
                .flatMap(found -> found)
                .orElseThrow(this::nobodyAnswers);
        return MuteRoomTrackResponse.newBuilder().setTrack(track).build();
    }

    Message subscribe(UpdateSubscriptionsRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        throw nobodyAnswers();
    }

    private PerformRpcResponse perform(AgentScript agent, PerformRpcRequest asked) {
        if (agent.silent()) throw unheard(asked.getResponseTimeoutMs());
        if (!"understudy.mode".equals(asked.getMethod()) || !agent.listens()) throw unknownMethod();
        try {
            agent.command(AgentCommand.parse(asked.getPayload()));
        } catch (IllegalArgumentException e) {
            throw TwirpError.of(500, "internal", "RpcError 1500: Application error in method handler");
        }
        return PerformRpcResponse.newBuilder().setPayload("{\"accepted\":true}").build();
    }

    /** A killed or frozen process: 1502 after the caller's own limit, 1501 after 2 s when that comes first. */
    private static TwirpError unheard(int asked) {
        int limit = asked == 0 ? DEFAULT_TIMEOUT : asked;
        var error = limit < ROUND_TRIP ? "RpcError 1502: Response timeout" : "RpcError 1501: Connection timeout";
        return TwirpError.of(408, "canceled", error).late(Duration.ofMillis(Math.min(limit, ROUND_TRIP)));
    }

    private static TwirpError unknownMethod() {
        return TwirpError.of(400, "invalid_argument", "RpcError 1400: Method not supported at destination");
    }

    private TwirpError nobodyAnswers() {
        return TwirpError.noResponse(delays.noResponse());
    }
}
