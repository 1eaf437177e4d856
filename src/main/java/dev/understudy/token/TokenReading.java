package dev.understudy.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private static final Set<String> OLDER = Set.of("roomName", "identity", "name", "participantName", "metadata");
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
        return read(JsonBody.object(body));
    }

    /** What an object of that form asks for. */
    TokenRequest read(ObjectNode object) {
        var isOlder = object.has("identity") || object.has("name") || object.size() == 1 && object.has("roomName");
        return isOlder ? older(Fields.of(object)) : standard(Fields.of(SnakeCase.of(object)));
    }

    private TokenRequest older(Fields fields) {
        fields.only(OLDER);
        var room = rules.room(fields, "roomName");
        var identity = rules.identity(fields, "identity");
        var name = shown(fields);
        var metadata = rules.metadata(fields, "metadata");
        return new TokenRequest(room, identity, name == null ? identity : name, metadata, Map.of(), Form.OLDER);
    }

    /** Two names were in use; who sends both may mean either. */
    private @Nullable String shown(Fields fields) {
        if (fields.has("name") && fields.has("participantName"))
            throw fields.refuse("participantName", "field-twice", "It is there as name, too.");
        return rules.name(fields, fields.has("name") ? "name" : "participantName");
    }

    private TokenRequest standard(Fields fields) {
        fields.only(SnakeCase.FIELDS);
        var room = rules.room(fields, "room_name");
        var wish = configs.check(room, fields.inner("room_config"));
        var identity = rules.identity(fields, "participant_identity");
        var name = rules.name(fields, "participant_name");
        return new TokenRequest(
                        room,
                        identity,
                        name == null ? identity : name,
                        rules.metadata(fields, "participant_metadata"),
                        rules.attributes(fields, "participant_attributes"),
                        Form.STANDARD)
                .wishing(wish);
    }
}
