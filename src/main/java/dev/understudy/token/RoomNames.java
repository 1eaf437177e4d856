package dev.understudy.token;

import dev.understudy.web.Fields;
import org.springframework.stereotype.Component;

/** The room names that this API accepts. LiveKit itself takes any (measured), so that webhooks are served under any name. */
@Component
public class RoomNames {
    private static final int LONGEST = 256;
    private final TokenSettings settings;

    /** Takes the pattern. */
    public RoomNames(TokenSettings settings) {
        this.settings = settings;
    }

    /** The room that a field names; 422 when it is missing or does not match. */
    public String check(Fields fields, String field) {
        return check(fields, field, fields.required(field, LONGEST));
    }

    String check(Fields fields, String field, String room) {
        if (settings.roomName().matcher(room).matches()) return room;
        throw fields.refuse(field, "room-name-refused", "It must match " + settings.roomName() + ".");
    }
}
