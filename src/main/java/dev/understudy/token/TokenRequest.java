package dev.understudy.token;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, checked; what it left out is filled in.
 *
 * @param room the one room
 * @param identity the one participant
 * @param name how the participant is shown
 * @param metadata the participant's metadata, where given
 * @param attributes the participant's attributes
 * @param form in which of the ways it was asked, and is answered
 * @param agent what is wanted of the room's agent
 */
public record TokenRequest(
        String room,
        String identity,
        String name,
        @Nullable String metadata,
        Map<String, String> attributes,
        Form form,
        AgentWish agent) {

    /** The attribute by which faces of the same anonymous caller are known; participants cannot change it. */
    public static final String CALLER = "understudy.caller";

    /** One that wants nothing of the agent. */
    public TokenRequest(
            String room,
            String identity,
            String name,
            @Nullable String metadata,
            Map<String, String> attributes,
            Form form) {
        this(room, identity, name, metadata, attributes, form, AgentWish.NONE);
    }

    /** The same with a wish. */
    TokenRequest wishing(AgentWish wish) {
        return new TokenRequest(room, identity, name, metadata, attributes, form, wish);
    }

    /** The same, by a caller of that mark; nothing is added for one without. */
    TokenRequest by(String mark) {
        if (mark.isEmpty()) return this;
        var marked = new LinkedHashMap<>(attributes);
        marked.put(CALLER, mark);
        return new TokenRequest(room, identity, name, metadata, marked, form, agent);
    }

    /** The same, asked by an address. */
    TokenRequest byQuery() {
        if (form != Form.OLDER) return this;
        return new TokenRequest(room, identity, name, metadata, attributes, Form.QUERY, agent);
    }

    /** The ways to ask. */
    public enum Form {
        /** LiveKit's token endpoint ({@code TokenSource.endpoint}). */
        STANDARD,
        /** {@code {"roomName","identity"}}, as the mission's site asks. */
        OLDER,
        /** The older form in the address of a GET: LiveKit's {@code useToken} reads {@code accessToken}. */
        QUERY
    }
}
