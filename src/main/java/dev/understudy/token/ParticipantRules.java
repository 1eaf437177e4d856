package dev.understudy.token;

import dev.understudy.token.TokenSettings.Naming;
import dev.understudy.web.Fields;
import dev.understudy.web.Texts;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which room, identity and attributes a participant may ask for; names that would pass for an agent or an avatar are kept back. */
@Component
public class ParticipantRules {
    private static final List<String> RESERVED_IDENTITIES = List.of("agent-", "understudy-", "tavus-avatar-");
    private static final List<String> RESERVED_ATTRIBUTES = List.of("lk.", "understudy.");
    private final RoomNames names;
    private final TokenSettings settings;

    /** Asks for room names as the rest of the API does. */
    public ParticipantRules(RoomNames names, TokenSettings settings) {
        this.names = names;
        this.settings = settings;
    }

    String room(Fields fields, String field) {
        var asked = names.read(fields, field);
        if (asked.isEmpty() || settings.rooms() == Naming.GENERATED) asked = "room-" + random();
        return names.check(fields, field, asked);
    }

    String identity(Fields fields, String field) {
        var identity = fields.sized(field, settings.limits().identity().toBytes());
        if (identity == null || settings.identities() == Naming.GENERATED) return "user-" + random();
        if (identity.isBlank()) throw fields.refuse(field, "identity-refused", "It may not be blank.");
        if (RESERVED_IDENTITIES.stream().anyMatch(identity::startsWith))
            throw fields.refuse(field, "identity-reserved", "Identities that begin so belong to agents and avatars.");
        return identity;
    }

    Map<String, String> attributes(Fields fields, String field) {
        var sent = fields.inner(field);
        if (sent == null) return Map.of();
        var attributes = new LinkedHashMap<String, String>();
        for (var name : sent.names()) attributes.put(checked(sent, name), value(sent, name));
        var most = settings.limits().attributes().toBytes();
        if (size(attributes) > most)
            throw fields.refuse(field, "too-long", "Names and values may have " + most + " bytes of UTF-8 together.");
        return attributes;
    }

    /** How the participant is shown; null when it is not said. */
    @Nullable
    String name(Fields fields, String field) {
        return fields.sized(field, settings.limits().name().toBytes());
    }

    /** The participant's metadata; null when there is none. */
    @Nullable
    String metadata(Fields fields, String field) {
        return fields.sized(field, settings.limits().metadata().toBytes());
    }

    /** As LiveKit counts them. */
    static long size(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .mapToLong(one -> (one.getKey() + one.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static String checked(Fields attributes, String name) {
        if (RESERVED_ATTRIBUTES.stream().anyMatch(name::startsWith))
            throw attributes.refuse(
                    name, "attribute-reserved", "Attributes that begin so belong to LiveKit and Understudy.");
        if (name.isBlank() || !Texts.isPlain(name))
            throw attributes.refuse(name, "attribute-refused", "Its name is blank or not plain text.");
        return name;
    }

    private static String value(Fields attributes, String name) {
        var value = attributes.text(name, Integer.MAX_VALUE);
        return value == null ? "" : value;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
