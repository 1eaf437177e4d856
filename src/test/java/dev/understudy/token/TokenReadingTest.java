package dev.understudy.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.token.TokenRequest.Form;
import dev.understudy.token.TokenSettings.Naming;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the body of a token request: what may be asked for, to the last character, and what may not. */
class TokenReadingTest {
    private final TokenReading reading = reading(Naming.ASKED, Naming.ASKED);

    @Test
    void whereNamesAreOursWhatIsAskedForIsNotTaken() {
        var asked = "{'room_name':'r','participant_identity':'ann'}"
                .replace('\'', '"')
                .getBytes(UTF_8);
        assertThat(reading(Naming.GENERATED, Naming.ASKED).read(asked).room()).matches("room-[0-9a-f]{16}");
        assertThat(reading(Naming.GENERATED, Naming.ASKED).read(asked).identity())
                .isEqualTo("ann");
        assertThat(reading(Naming.ASKED, Naming.GENERATED).read(asked).identity())
                .matches("user-[0-9a-f]{16}");
        assertThat(reading(Naming.ASKED, Naming.GENERATED).read(asked).room()).isEqualTo("r");
    }

    @Test
    void theStandardFormIsReadWithAllItsFields() {
        assertThat(read(
                        "{'room_name':'r','participant_identity':'ann','participant_name':'Ann','participant_metadata':'m',"
                                + "'participant_attributes':{'colour':'red','none':''}}"))
                .isEqualTo(
                        new TokenRequest("r", "ann", "Ann", "m", Map.of("colour", "red", "none", ""), Form.STANDARD));
    }

    @Test
    void theOlderFormIsReadToo() {
        var older = new TokenRequest("r", "ann", "ann", null, Map.of(), Form.OLDER);
        assertThat(read("{'roomName':'r','identity':'ann'}")).isEqualTo(older);
    }

    /** As forms of public starters send it. */
    @Test
    void theOlderFormMaySayHowTheParticipantIsShownAndWhatIsKnownOfIt() {
        var shown = new TokenRequest("r", "ann", "Ann", "{}", Map.of(), Form.OLDER);
        assertThat(read("{'roomName':'r','identity':'ann','name':'Ann','metadata':'{}'}"))
                .isEqualTo(shown);
        assertThat(read("{'roomName':'r','identity':'ann','participantName':'Ann','metadata':'{}'}"))
                .isEqualTo(shown);
        assertThat(read("{'roomName':'r','name':'Ann'}").name()).isEqualTo("Ann");
    }

    @Test
    void aRoomNameAloneIsTheOlderFormAndBesideAnotherFieldTheStandardOne() {
        assertThat(read("{'roomName':'r'}").form()).isEqualTo(Form.OLDER);
        assertThat(read("{'identity':'ann'}").form()).isEqualTo(Form.OLDER);
        assertThat(read("{'room_name':'r'}").form()).isEqualTo(Form.STANDARD);
        assertThat(read("{'roomName':'r','participantName':'Ann'}"))
                .returns("r", TokenRequest::room)
                .returns("Ann", TokenRequest::name)
                .returns(Form.STANDARD, TokenRequest::form);
    }

    @Test
    void whatIsLeftOutIsFilledInWithNamesThatNobodyElseHas() {
        var first = read("{}");
        assertThat(first.room())
                .matches("room-[0-9a-f]{16}")
                .isNotEqualTo(read("{}").room());
        assertThat(first.identity()).matches("user-[0-9a-f]{16}").isEqualTo(first.name());
        assertThat(first.metadata()).isNull();
        assertThat(first.attributes()).isEmpty();
    }

    /** As TokenSource of JS, Swift, Android and Flutter sends it. */
    @Test
    void whatIsWantedOfTheAgentIsReadInEitherSpelling() {
        var asked = "'metadata':'{}','attributes':{'tier':'gold'},'deployment':'staging'}]}}";
        var wish = new AgentWish("ours", null, "{}", Map.of("tier", "gold"), "staging");
        assertThat(read("{'room_config':{'agents':[{'agent_name':'ours'," + asked)
                        .agent())
                .isEqualTo(wish);
        assertThat(read("{'roomConfig':{'agents':[{'agentName':'ours'," + asked).agent())
                .isEqualTo(wish);
        assertThat(read("{'room_config':{'agents':[{'metadata':'x'}]}}").agent())
                .isEqualTo(new AgentWish(null, null, "x", Map.of(), null));
        for (var nothing : new String[] {"{}", "{'agents':[]}", "{'agents':[{}]}", "{'agents':[{'agent_name':''}]}"})
            assertThat(read("{'room_config':" + nothing + "}").agent().isNone())
                    .as(nothing)
                    .isTrue();
    }

    @Test
    void aFieldInTwoSpellingsIsRefused() {
        refused("room_name", "field-twice", "{'room_name':'a','roomName':'b'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-1", "understudy-x", "tavus-avatar-agent"})
    void namesOfAgentsAndAvatarsAreKeptBack(String identity) {
        refused("participant_identity", "identity-reserved", "{'participant_identity':'" + identity + "'}");
        refused("identity", "identity-reserved", "{'identity':'" + identity + "'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "participant_identity;identity-refused;{'participant_identity':' '}",
                "room_name;room-name-refused;{'room_name':'a/b'}",
                "roomName;room-name-refused;{'roomName':'a/b'}",
                "participantName;field-twice;{'identity':'a','name':'b','participantName':'c'}",
                "sudo;unknown-field;{'sudo':true}",
                "roomname;unknown-field;{'roomname':'r','identity':'u'}",
                "room_config.egress;room-config-refused;{'room_config':{'egress':{'room':{}}}}",
                "participant_attributes.lk.x;attribute-reserved;{'participant_attributes':{'lk.x':'a'}}",
                "participant_attributes.understudy.x;attribute-reserved;{'participant_attributes':{'understudy.x':'a'}}",
                "participant_attributes.a?b;attribute-refused;{'participant_attributes':{'a\\u0007b':'a'}}",
                "participant_attributes.a;wrong-type;{'participant_attributes':{'a':1}}"
            })
    void aFieldThatPolicyForbidsIsNamed(String field, String code, String body) {
        refused(field, code, body);
    }

    /** LiveKit's own limits, which count bytes: an Arabic letter is two. */
    @ParameterizedTest
    @CsvSource({
        "participant_identity, 256",
        "participant_name, 256",
        "participant_metadata, 524288",
        "room_name, 255",
    })
    void aTextMayBeAsLongAsLiveKitTakesIt(String field, int longest) {
        assertThat(read("{'" + field + "':'" + "x".repeat(longest) + "'}").toString())
                .contains("x".repeat(longest));
        refused(field, "too-long", "{'" + field + "':'" + "x".repeat(longest + 1) + "'}");
        assertThat(read("{'" + field + "':'" + "م".repeat(longest / 2) + "'}").toString())
                .contains("م".repeat(longest / 2));
        refused(field, "too-long", "{'" + field + "':'" + "م".repeat(longest / 2 + 1) + "'}");
    }

    @Test
    void attributesMayHave64KiBTogether() {
        var most = "v".repeat(65_536 - 1);
        assertThat(read("{'participant_attributes':{'k':'" + most + "'}}").attributes())
                .containsEntry("k", most);
        refused("participant_attributes", "too-long", "{'participant_attributes':{'k':'" + most + "v'}}");
        assertThat(read(attributes(1000)).attributes()).hasSize(1000);
    }

    @Test
    void anAttributeHasAName() {
        refused("participant_attributes. ", "attribute-refused", "{'participant_attributes':{' ':'a'}}");
    }

    @Test
    void othersWhoAskForARoomAreGivenOrRefusedItsName() {
        var names = new RoomNames(settings(Naming.ASKED, Naming.ASKED));
        assertThat(names.check(Fields.of(JsonBody.object(bytes("{'room':'r'}"))), "room"))
                .isEqualTo("r");
        for (var body : new String[] {"{}", "{'room':'a/b'}"})
            assertThatThrownBy(() -> names.check(Fields.of(JsonBody.object(bytes(body))), "room"))
                    .as(body)
                    .isInstanceOf(Refused.class);
    }

    private static String attributes(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> "'k" + i + "':'v'")
                .collect(Collectors.joining(",", "{'participant_attributes':{", "}}"));
    }

    private void refused(String field, String code, String body) {
        assertThatThrownBy(() -> read(body)).as(body).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem())
                .returns(422, problem -> problem.status())
                .returns(code, problem -> problem.code())
                .returns(field, problem -> problem.field()));
    }

    private TokenRequest read(String body) {
        return reading.read(bytes(body));
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static TokenReading reading(Naming rooms, Naming identities) {
        return Ours.reading(settings(rooms, identities), "ours");
    }

    static TokenSettings settings(Naming rooms, Naming identities) {
        return new TokenSettings(
                Duration.ofMinutes(15),
                Duration.ofSeconds(10),
                rooms,
                identities,
                Pattern.compile("(?s)[^/]+"),
                false,
                TokenSettings.Limits.LIVEKIT);
    }
}
