package dev.understudy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Refused;
import dev.understudy.web.Fields;
import dev.understudy.web.JsonBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token request may say about the room: nothing, or that it wants an agent of ours. */
class RoomConfigRulesTest {
    private static final String LONG = "x".repeat(256);
    private final RoomConfigRules rules = Ours.configs(
            TokenReadingTest.settings(TokenSettings.Naming.ASKED, TokenSettings.Naming.ASKED), "ours", LONG);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'agents':[]}",
                "{'agents':null}",
                "{'agents':''}",
                "{'agents':[{'agent_name':'ours'}]}",
                "{'agents':[{'agentName':'ours','metadata':'m','deployment':'','restart_policy':0,'attributes':{}}]}",
                "{'agents':[{'agent_name':null,'agentName':'ours','restartPolicy':'JRP_ON_FAILURE'}]}",
                "{'agents':[{}]}",
                "{'agents':[{'agent_name':''}]}",
                "{'max_participants':0,'name':'','egress':{},'tags':[],'hide':false,'empty_timeout':null,'rate':0.0}"
            })
    void whatAsksForNothingButOurAgentPasses(String config) {
        assertThatCode(() -> check(config)).doesNotThrowAnyException();
    }

    @Test
    void noConfigurationPasses() {
        assertThatCode(() -> rules.check("r", null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "max_participants;room-config-refused;{'max_participants':1}",
                "name;room-config-refused;{'name':'x'}",
                "egress;room-config-refused;{'egress':{'room':{}}}",
                "tags;room-config-refused;{'tags':[1]}",
                "hide;room-config-refused;{'hide':true}",
                "rate;room-config-refused;{'rate':0.5}",
                "agents;wrong-type;{'agents':'all'}",
                "agents[0];wrong-type;{'agents':[7]}",
                "agents[0].evil;unknown-field;{'agents':[{'agent_name':'ours','evil':1}]}",
                "agents[0].agent_name;agent-foreign;{'agents':[{'agent_name':'other'}]}",
                "agents[0].agent_name;field-twice;{'agents':[{'agent_name':'ours','agentName':'ours'}]}",
                "agents[0].restart_policy;room-config-refused;{'agents':[{'restart_policy':1}]}",
                "agents[0].attributes.lk.x;attribute-reserved;{'agents':[{'attributes':{'lk.x':'a'}}]}",
                "agents[0].attributes.a;wrong-type;{'agents':[{'attributes':{'a':1}}]}",
                "agents[0].metadata;wrong-type;{'agents':[{'metadata':{}}]}",
                "agents[0].deployment;wrong-type;{'agents':[{'deployment':1}]}",
                "agents[0].deployment;bad-characters;{'agents':[{'deployment':'a_b'}]}",
                "agents;too-many;{'agents':[{},{}]}",
                "agents[1].agent_name;agent-foreign;{'agents':[{'agent_name':'ours'},{'agent_name':'other'}]}",
                "agents[0].agentName;wrong-type;{'agents':[{'agentName':5}]}"
            })
    void anythingElseIsRefusedByItsPlace(String place, String code, String config) {
        refused(place, code, config);
    }

    @Test
    void theNameOfAnAgentMayHave256Characters() {
        assertThatCode(() -> check("{'agents':[{'agent_name':'" + LONG + "'}]}"))
                .doesNotThrowAnyException();
        refused("agents[0].agent_name", "too-long", "{'agents':[{'agent_name':'" + LONG + "x'}]}");
    }

    private void refused(String place, String code, String config) {
        assertThatThrownBy(() -> check(config)).as(config).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problem())
                .returns(code, problem -> problem.code())
                .returns(place, problem -> problem.field()));
    }

    private void check(String config) {
        rules.check("r", Fields.of(JsonBody.object(config.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));
    }
}
