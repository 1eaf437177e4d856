package dev.understudy.token;

import dev.understudy.token.TokenSettings.Naming;
import dev.understudy.web.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which room, identity and attributes a participant may ask for; names that would pass for an agent or an avatar are kept back. */
@Component
public class ParticipantRules {
    private static final List<String> RESERVED_IDENTITIES = List.of("agent-", "understudy-", "tavus-avatar-");
    private static final List<String> RESERVED_ATTRIBUTES = List.of("lk.", "understudy.");
    private static final int LONGEST_IDENTITY = 128;
    private static final int LONGEST_ROOM = 256;
    private static final int MOST_ATTRIBUTES = 64;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 1024;
    private final RoomNames names;
    private final TokenSettings settings;

    /** Asks for room names as the rest of the API does. */
    public ParticipantRules(RoomNames names, TokenSettings settings) {
        this.names = names;
        this.settings = settings;
    }

    String room(Fields fields, String field) {
        var asked = fields.text(field, LONGEST_ROOM);
        if (asked == null || settings.rooms() == Naming.GENERATED) asked = "room-" + random();
        return names.check(fields, field, asked);
    }

    String identity(Fields fields, String field) {
        var identity = fields.text(field, LONGEST_IDENTITY);
        if (identity == null || settings.identities() == Naming.GENERATED) return "user-" + random();
        if (identity.isBlank()) throw fields.refuse(field, "identity-refused", "It may not be blank.");
        if (RESERVED_IDENTITIES.stream().anyMatch(identity::startsWith))
            throw fields.refuse(field, "identity-reserved", "Identities that begin so belong to agents and avatars.");
        return identity;
    }

    Map<String, String> attributes(Fields fields, String field) {
        var sent = fields.inner(field);
        if (sent == null) return Map.of();
        if (sent.count() > MOST_ATTRIBUTES)
            throw fields.refuse(field, "too-many", "At most " + MOST_ATTRIBUTES + " attributes.");
        var attributes = new LinkedHashMap<String, String>();
        for (var name : sent.names()) attributes.put(checked(sent, name), value(sent, name));
        return attributes;
    }

    private static String checked(Fields attributes, String name) {
        if (RESERVED_ATTRIBUTES.stream().anyMatch(name::startsWith))
            throw attributes.refuse(
                    name, "attribute-reserved", "Attributes that begin so belong to LiveKit and Understudy.");
        if (name.isBlank() || name.length() > LONGEST_KEY || !dev.understudy.web.Texts.isPlain(name))
            throw attributes.refuse(name, "attribute-refused", "Its name is blank, too long or not plain text.");
        return name;
    }

    private static String value(Fields attributes, String name) {
        var value = attributes.text(name, LONGEST_VALUE);
        return value == null ? "" : value;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
