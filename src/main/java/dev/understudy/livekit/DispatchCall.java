package dev.understudy.livekit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * CreateDispatch with {@code attributes} and {@code deployment}, which the SDK's messages (0.13.0) do not have. As Twirp's JSON, of
 * which a server ignores the fields that it does not know; what it took, its answer echoes.
 */
final class DispatchCall {
    private static final String NAME = "CreateDispatch";
    private static final MediaType TYPE = MediaType.get("application/json");
    private static final long LARGEST = 4L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final LiveKitKeys keys;
    private final OkHttpClient client;
    private final String url;

    DispatchCall(LiveKitSettings settings, LiveKitKeys keys, LiveKitConnection connection) {
        this.keys = keys;
        client = connection.client(CallClass.WAIT);
        url = settings.apiUrl() + "/twirp/livekit.AgentDispatchService/CreateDispatch";
    }

    /** Asks once. */
    Made create(String room, DispatchOrder order) {
        var request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + RoomAdmin.token(keys, room))
                .post(RequestBody.create(body(room, order), TYPE))
                .build();
        try (var response = client.newCall(request).execute()) {
            return made(response, order);
        } catch (JsonProcessingException e) {
            throw new LiveKitUnavailable(NAME, "an answer that is no JSON");
        } catch (IOException e) {
            throw LiveKitCalls.failed(NAME, e);
        }
    }

    /**
     * What came of it.
     *
     * @param dispatch the new one
     * @param deployment as the server echoes it; empty where it knows of none
     */
    record Made(Dispatch dispatch, String deployment) {}

    private static Made made(Response response, DispatchOrder order) throws IOException {
        if (!response.isSuccessful()) throw LiveKitCalls.refused(NAME, response.code());
        JsonNode answer = JSON.readTree(response.peekBody(LARGEST).bytes());
        var id = answer == null ? "" : answer.path("id").asText();
        if (id.isEmpty()) throw new LiveKitUnavailable(NAME, "an answer without an id");
        var dispatch = new Dispatch(id, order.agentName(), order.metadata(), List.of());
        return new Made(dispatch, answer.path("deployment").asText());
    }

    private static byte[] body(String room, DispatchOrder order) {
        var body = JSON.createObjectNode()
                .put("room", room)
                .put("agent_name", order.agentName())
                .put("metadata", order.metadata());
        if (!order.attributes().isEmpty()) body.set("attributes", JSON.valueToTree(order.attributes()));
        if (order.deployment() != null) body.put("deployment", order.deployment());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }
}
