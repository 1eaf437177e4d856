package dev.understudy.token;

import dev.understudy.web.Fields;
import org.springframework.stereotype.Component;

/** The room names that this API accepts: all that LiveKit takes (measured), unless the pattern says otherwise. */
@Component
public class RoomNames {
    private final TokenSettings settings;

    /** Takes the pattern. */
    public RoomNames(TokenSettings settings) {
        this.settings = settings;
    }

    /** The room that a field names; 422 when it is missing or does not match. */
    public String check(Fields fields, String field) {
        if (!fields.has(field)) throw fields.refuse(field, "missing-field", "It is required.");
        return check(fields, field, read(fields, field));
    }

    /** The room that a field names, not yet matched; empty when there is none. */
    String read(Fields fields, String field) {
        var room = fields.sized(field, settings.limits().roomName().toBytes());
        return room == null ? "" : room;
    }

    String check(Fields fields, String field, String room) {
        if (settings.roomName().matcher(room).matches()) return room;
        throw fields.refuse(field, "room-name-refused", "It must match " + settings.roomName() + ".");
    }
}
