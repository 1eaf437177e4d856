package dev.understudy.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a container is replaced follows from what of it can be had only once. */
class ChoiceTest {
    @ParameterizedTest(name = "{0} = {1}, {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/HostConfig/PortBindings | {} | KEEP | overlap | nothing of it can be had only once",
                "/HostConfig/PortBindings | {'80/tcp':[{'HostIp':'','HostPort':'0'}]} | KEEP | overlap | nothing of it",
                "/HostConfig/PortBindings | {'80/tcp':[{'HostIp':'','HostPort':'80'}]} | KEEP | stop-first | the host's port 80, which only one",
                "/HostConfig/Memory | 1 | DROP | overlap | 127.0.0.1:18080 is published no more",
                "/HostConfig/Memory | 1 | EPHEMERAL | overlap | 127.0.0.1:18080 gives way to a free one",
                "/Config/Labels | {'com.docker.compose.project':'shop'} | DROP | compose | in the project shop",
                "/Config/Labels | {'dev.understudy.exclusive':'true'} | DROP | stop-first | must not run twice",
                "/Config/Labels | {'dev.understudy.exclusive':'false'} | DROP | overlap | nothing of it",
                "/Config/MacAddress | '02:42:00:00:00:01' | DROP | stop-first | fixed MAC address",
                "/NetworkSettings/Networks/back/IPAMConfig | {'IPv4Address':'10.92.0.9'} | DROP | stop-first | in the network back",
                "/NetworkSettings/Networks/back/IPAMConfig | {'IPv4Address':''} | DROP | overlap | nothing of it",
                "/HostConfig/NetworkMode | 'host' | DROP | stop-first | no network of its own",
                "/HostConfig/NetworkMode | 'container:abc' | DROP | stop-first | no network of its own",
                "/State/Running | false | DROP | overlap | It does not run now.",
            })
    void theStrategyFollowsFromTheContainer(
            String pointer, String value, PublishedPorts ports, String code, String reason) {
        var choice = Choice.of(Recorded.old(pointer, value), ports);
        assertThat(choice.strategy().code()).isEqualTo(code);
        assertThat(choice.reason()).contains(reason);
    }

    @Test
    void aFixedPortComesWithItsCures() {
        var choice = Choice.of(Recorded.old(), PublishedPorts.KEEP);
        assertThat(choice.strategy()).isEqualTo(Strategy.STOP_FIRST);
        assertThat(choice.reason())
                .contains(
                        "127.0.0.1:18080",
                        "published-ports: drop",
                        "published-ports: ephemeral",
                        "two fixed ports",
                        "proxy",
                        "accept the gap");
    }

    @Test
    void allReasonsAreSaidAtOnce() {
        var fixed = Recorded.old("/NetworkSettings/Networks/front/IPAMConfig", "{'IPv4Address':'10.91.0.9'}");
        assertThat(Choice.of(fixed, PublishedPorts.KEEP).reason())
                .contains("in the network front", "127.0.0.1:18080", "published-ports: drop");
        assertThat(Choice.of(fixed, PublishedPorts.DROP).reason())
                .contains("has to stop")
                .doesNotContain("published-ports");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/HostConfig/AutoRemove | true | container-auto-removes",
                "/Config/Labels | {'com.docker.swarm.service.name':'x'} | container-is-orchestrated",
                "/Config/Labels | {'com.hashicorp.nomad.alloc_id':'x'} | container-is-orchestrated",
                "/Config/Labels | {'io.kubernetes.pod.name':'x'} | container-is-orchestrated",
                "/HostConfig/LogConfig | {'Type':'none'} | container-has-no-log",
                "/HostConfig/LogConfig | {'Type':'splunk','Config':{'cache-disabled':'true'}} | container-has-no-log",
                "/HostConfig/LogConfig | {'Type':'splunk','Config':{}} |",
                "/HostConfig/LogConfig | {'Type':'local','Config':null} |",
                "/State/Running | false |",
            })
    void whatCannotBeReplacedIsSaidBefore(String pointer, String value, String code) {
        assertThat(Obstacles.of(Recorded.old(pointer, value))
                        .map(Obstacles.Obstacle::code)
                        .orElse(null))
                .isEqualTo(code);
    }
}
