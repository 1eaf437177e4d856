package dev.understudy.sandbox;

import java.util.List;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitAgentDispatch.CreateAgentDispatchRequest;
import livekit.LivekitAgentDispatch.DeleteAgentDispatchRequest;
import livekit.LivekitAgentDispatch.ListAgentDispatchRequest;
import livekit.LivekitAgentDispatch.ListAgentDispatchResponse;

/** What AgentDispatchService does. A 200 of CreateDispatch proves nothing: the workers may or may not take it. */
@Simulated
class DispatchCalls {
    private static final int METADATA = 512 * 1024;
    private static final int ATTRIBUTES = 64 * 1024;
    private static final int DEPLOYMENT_ASKED = 5;
    private static final int DEPLOYMENT = 7;
    private static final int LONGEST_DEPLOYMENT = 64;
    private static final char DELETE = 0x7f;

    private final FakeRooms rooms;
    private final FakeWorkers workers;
    private final FakeFaults faults;
    private final Delays delays;

    DispatchCalls(FakeRooms rooms, FakeWorkers workers, FakeFaults faults, SandboxSettings settings) {
        this.rooms = rooms;
        this.workers = workers;
        this.faults = faults;
        this.delays = settings.delays();
    }

    /** Makes the room when there is none; no name is checked, no call is recognised as a repetition. */
    AgentDispatch create(CreateAgentDispatchRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        var deployment = NewerFields.text(asked, DEPLOYMENT_ASKED);
        if (!faults.is(LiveKitFault.NO_DEPLOYMENTS)) checkDeployment(deployment);
        var attributes = NewerFields.map(asked, DEPLOYMENT_ASKED + 1);
        if (RoomCalls.bytes(asked.getMetadata()) > METADATA) throw tooLarge("metadata");
        if (RoomCalls.bytes(attributes) > ATTRIBUTES) throw tooLarge("attribute");
        var dispatch = RoomDispatches.fresh(asked.getRoom())
                .setAgentName(asked.getAgentName())
                .setMetadata(asked.getMetadata())
                .setRestartPolicy(asked.getRestartPolicy());
        if (!faults.is(LiveKitFault.NO_DEPLOYMENTS))
            dispatch.setUnknownFields(NewerFields.deployed(DEPLOYMENT, deployment, attributes));
        return rooms.inside(asked.getRoom(), RoomShape.PLAIN, room -> {
            var made = room.dispatches(all -> all.add(dispatch));
            workers.launch(asked.getRoom(), made);
            return made;
        });
    }

    ListAgentDispatchResponse list(ListAgentDispatchRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        List<AgentDispatch> all = room(asked.getRoom()).dispatches();
        var id = asked.getDispatchId();
        return ListAgentDispatchResponse.newBuilder()
                .addAllAgentDispatches(all.stream()
                        .filter(dispatch -> id.isEmpty() || id.equals(dispatch.getId()))
                        .toList())
                .build();
    }

    AgentDispatch delete(DeleteAgentDispatchRequest asked, Grants grants) {
        grants.needAdmin(asked.getRoom());
        var dispatch = room(asked.getRoom())
                .dispatches(all -> all.remove(asked.getDispatchId()))
                .orElseThrow(() -> TwirpError.of(404, "not_found", "dispatch ID not found"));
        workers.dismiss(asked.getRoom(), dispatch);
        return dispatch;
    }

    private Room room(String name) {
        return rooms.find(name).orElseThrow(() -> TwirpError.noResponse(delays.noResponse()));
    }

    /** Its refusals as measured on 1.13.5. */
    private static void checkDeployment(String name) {
        if (RoomCalls.bytes(name) > LONGEST_DEPLOYMENT)
            throw TwirpError.of(400, "invalid_argument", "deployment exceeds " + LONGEST_DEPLOYMENT + " bytes");
        for (int i = 0; i < name.length(); i++) {
            var letter = name.charAt(i);
            if (letter == '_')
                throw TwirpError.of(400, "invalid_argument", "deployment contains reserved character '_'");
            if (letter <= ' ' || letter == DELETE)
                throw TwirpError.of(
                        400, "invalid_argument", "deployment contains whitespace or control byte at position " + i);
        }
    }

    private static TwirpError tooLarge(String what) {
        return TwirpError.of(400, "invalid_argument", what + " size exceeds limits");
    }
}
