package dev.understudy.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Map;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitRoom.RoomConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token lets its bearer do.
 *
 * @param key the API key that signed it; null for a call without a token
 * @param claims its payload
 * @param attributes its {@code attributes} claim
 * @param configuration its {@code roomConfig} claim
 */
record Grants(
        @Nullable String key,
        JsonNode claims,
        Map<String, String> attributes,
        @Nullable RoomConfiguration configuration) {
    /** Of a call that brings no token. */
    static final Grants NONE = new Grants(null, MissingNode.getInstance(), Map.of(), null);

    String identity() {
        return claims.path("sub").asText("");
    }

    String name() {
        return claims.path("name").asText("");
    }

    String metadata() {
        return claims.path("metadata").asText("");
    }

    /** The room that the token is for; empty when it names none. */
    String room() {
        return claims.path("video").path("room").asText("");
    }

    boolean roomJoin() {
        return granted("roomJoin");
    }

    /** Kind STANDARD unless the token says {@code agent}, {@code sip} and so on; an unknown word is STANDARD. */
    ParticipantInfo.Kind kind() {
        var word = claims.path("kind").asText("").toUpperCase(Locale.ROOT);
        for (var kind : ParticipantInfo.Kind.values()) if (kind.name().equals(word)) return kind;
        return ParticipantInfo.Kind.STANDARD;
    }

    /** The shape of the room if this join makes it. */
    RoomShape shape() {
        return configuration == null ? RoomShape.PLAIN : RoomShape.of(configuration);
    }

    /** Publishing and subscribing are allowed unless forbidden, everything else only when granted. */
    ParticipantPermission permission() {
        return ParticipantPermission.newBuilder()
                .setCanSubscribe(notForbidden("canSubscribe"))
                .setCanPublish(notForbidden("canPublish"))
                .setCanPublishData(notForbidden("canPublishData"))
                .setHidden(granted("hidden"))
                .setCanUpdateMetadata(granted("canUpdateOwnMetadata"))
                .setAgent(granted("agent"))
                .build();
    }

    /** Refuses unless this is an administrator's token of exactly that room. */
    void needAdmin(String ofRoom) {
        if (!granted("roomAdmin") || !room().equals(ofRoom)) throw TwirpError.denied();
    }

    /** Refuses unless the token grants this by name, {@code roomCreate} or {@code roomList}. */
    void need(String grant) {
        if (!granted(grant)) throw TwirpError.denied();
    }

    private boolean granted(String grant) {
        return claims.path("video").path(grant).asBoolean(false);
    }

    private boolean notForbidden(String grant) {
        return claims.path("video").path(grant).asBoolean(true);
    }
}
