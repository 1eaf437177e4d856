package dev.understudy.sandbox;

import static org.awaitility.Awaitility.await;

/** A user and an agent in a room, and how to speak to the agent. */
record Scene(Stage stage, String room) {
    /** They come; the agent's identity, once all is told. */
    String agentComes() {
        stage.userComes(room, "user");
        stage.dispatch(room);
        await().until(() -> stage.webhooks().story(room).size() == 5);
        return stage.agents(room).get(0);
    }

    /** Commands by attributes. */
    void tell(String agent, String mode, String avatar, String epoch) {
        var command = "{\"understudy.mode\":\"" + mode + "\",\"understudy.avatar\":\"" + avatar
                + "\",\"understudy.epoch\":\"" + epoch + "\"}";
        attributes(agent, command);
    }

    void attributes(String who, String attributes) {
        var body = "{\"room\":\"" + room + "\",\"identity\":\"" + who + "\",\"attributes\":" + attributes + "}";
        stage.call(room, "UpdateParticipant", body);
    }

    /** The agent's acknowledgement; empty text while there is none. */
    String ack(String agent) {
        return stage.participant(room, agent).at("/attributes/understudy.ack").asText();
    }

    Answer ping(String who, int timeoutMs) {
        return rpc(who, "understudy.ping", "", timeoutMs);
    }

    Answer rpc(String who, String method, String payload, int timeoutMs) {
        var body = "{\"room\":\"" + room + "\",\"destination_identity\":\"" + who + "\",\"method\":\"" + method
                + "\",\"payload\":\"" + payload + "\",\"response_timeout_ms\":" + timeoutMs + "}";
        return stage.twirp("PerformRpc", Tokens.admin(room), body);
    }

    /** Why the last one who left did. */
    String lastReason() {
        return stage.webhooks().all().stream()
                .filter(webhook -> webhook.event().equals("participant_left"))
                .reduce((first, second) -> second)
                .map(webhook ->
                        webhook.body().at("/participant/disconnectReason").asText())
                .orElse("");
    }
}
