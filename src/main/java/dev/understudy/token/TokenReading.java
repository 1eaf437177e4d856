package dev.understudy.token;

import dev.understudy.token.TokenRequest.Form;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the body of {@code POST /api/token} in either form and refuses, by name, each field that policy forbids. */
@Component
public class TokenReading {
    private static final Set<String> OLDER = Set.of("roomName", "identity");
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_METADATA = 4096;
    private final ParticipantRules rules;
    private final RoomConfigRules configs;

    /** Reads by these rules. */
    public TokenReading(ParticipantRules rules, RoomConfigRules configs) {
        this.rules = rules;
        this.configs = configs;
    }

    /**
     * What is asked for.
     *
     * @throws dev.understudy.common.Refused 400 when it is not a JSON object, 422 with the field's name otherwise
     */
    public TokenRequest read(byte @Nullable [] body) {
        var object = JsonBody.object(body);
        var isOlder = object.has("identity") || object.size() == 1 && object.has("roomName");
        return isOlder ? older(Fields.of(object)) : standard(Fields.of(SnakeCase.of(object)));
    }

    private TokenRequest older(Fields fields) {
        fields.only(OLDER);
        var room = rules.room(fields, "roomName");
        var identity = rules.identity(fields, "identity");
        return new TokenRequest(room, identity, identity, null, Map.of(), Form.OLDER);
    }

    private TokenRequest standard(Fields fields) {
        fields.only(SnakeCase.FIELDS);
        configs.check(fields.inner("room_config"));
        var identity = rules.identity(fields, "participant_identity");
        var name = fields.text("participant_name", LONGEST_NAME);
        return new TokenRequest(
                rules.room(fields, "room_name"),
                identity,
                name == null ? identity : name,
                fields.text("participant_metadata", LONGEST_METADATA),
                rules.attributes(fields, "participant_attributes"),
                Form.STANDARD);
    }
}
