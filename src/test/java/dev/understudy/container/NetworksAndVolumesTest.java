package dev.understudy.container;

import static dev.understudy.container.RecreationTest.body;
import static dev.understudy.container.RecreationTest.recreation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next container finds the same data, is found by the same names, and publishes what was decided. */
class NetworksAndVolumesTest {
    private static final String ENDPOINTS = "/NetworkingConfig/EndpointsConfig";
    private final Container old = Recorded.old();

    @Test
    void anonymousVolumesAreAttachedByTheirNames() {
        var mounts = body(old).at("/HostConfig/Mounts").valueStream().toList();
        assertThat(mounts)
                .extracting(each -> each.path("Target").textValue())
                .containsExactly("/scratch", "/cache", "/anon", "/data");
        assertThat(mounts.subList(1, 4))
                .allSatisfy(each -> assertThat(each.path("Source").textValue()).matches("[0-9a-f]{64}"));
        for (var each : old.node().path("Mounts"))
            if (each.path("Name").asText().length() == 64)
                assertThat(mounts)
                        .anyMatch(mount -> mount.path("Source").equals(each.path("Name"))
                                && mount.path("Target").equals(each.path("Destination")));
    }

    @Test
    void aVolumeThatCouldNotBeWrittenStillCannot() {
        var volume = "[{'Type':'volume','Name':'v1','Destination':'/d','RW':false}]";
        var mounts = body(Recorded.old("/Mounts", volume)).at("/HostConfig/Mounts");
        assertThat(mounts.valueStream())
                .contains(Recorded.json("{'Type':'volume','Source':'v1','Target':'/d','ReadOnly':true}"));
    }

    @Test
    void volumesOnlyAreAttachedAndInOneOrder() {
        var mounts = body(Recorded.old(
                        "/Mounts",
                        "[{'Type':'volume','Name':'v2','Destination':'/y','RW':true},"
                                + "{'Type':'bind','Name':'b','Source':'/b','Destination':'/b','RW':true},"
                                + "{'Type':'volume','Name':'','Destination':'/n','RW':true},"
                                + "{'Type':'volume','Name':'v1','Destination':'/x/','RW':true}]"))
                .at("/HostConfig/Mounts");
        assertThat(mounts.valueStream())
                .extracting(each -> each.path("Target").asText())
                .containsExactly("/scratch", "/cache", "/x", "/y");
    }

    @Test
    void aBoundVolumeIsNotAttachedTwice() {
        var bound = Recorded.old("/HostConfig/Binds", "['v1:/d/:z']");
        var mounts =
                body(Recorded.with(bound, "/Mounts", "[{'Type':'volume','Name':'v1','Destination':'/d','RW':true}]"));
        assertThat(mounts.at("/HostConfig/Mounts").valueStream())
                .noneMatch(each -> each.path("Target").asText().equals("/d"));
    }

    @Test
    void theFirstNetworkComesWithTheCreationAndTheOthersAreConnected() {
        var recreation = recreation(old);
        assertThat(body(recreation).at(ENDPOINTS)).isEqualTo(Recorded.json("{'front':{'Aliases':['agent']}}"));
        var others = recreation.networks("x-next");
        assertThat(others).hasSize(1);
        var back = old.node().at("/NetworkSettings/Networks/back/NetworkID").textValue();
        assertThat(others.get(0).path()).isEqualTo("/networks/" + back + "/connect");
        assertThat(Recorded.json(new String(others.get(0).body(), StandardCharsets.UTF_8)))
                .isEqualTo(Recorded.json("{'Container':'x-next','EndpointConfig':{'Aliases':['helper']}}"));
    }

    @Test
    void chosenAddressesGoWithTheirNetwork() {
        var fixed = Recorded.old("/NetworkSettings/Networks/front/IPAMConfig", "{'IPv4Address':'10.91.0.9'}");
        var chosen = Recorded.with(fixed, "/Config/MacAddress", "'02:42:0a:5b:00:99'");
        assertThat(body(chosen).at(ENDPOINTS + "/front"))
                .isEqualTo(
                        Recorded.json(
                                "{'Aliases':['agent'],'IPAMConfig':{'IPv4Address':'10.91.0.9'},'MacAddress':'02:42:0a:5b:00:99'}"));
    }

    @ParameterizedTest(name = "{0} with {1}: {2}, {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'default' | {'bridge':{'Aliases':['x'],'IPAMConfig':{}}} | 'default' | null",
                "'bridge' | {'bridge':{}} | 'bridge' | null",
                "'host' | {'host':{'Aliases':['x']}} | 'host' | null",
                "'none' | {'none':{}} | 'none' | null",
                "'container:abc' | {} | 'container:abc' | null",
                "'default' | {'back':{'NetworkID':'b1','Aliases':['x']}} | 'back' | {'back':{'Aliases':['x']}}",
                "'0123456789abcdef' | {'a':{'NetworkID':'ff'},'b':{'NetworkID':'0123456789abcdef'}} | 'b' | {'b':{}}",
                "'b' | {'a':{},'b':{'GwPriority':5,'DNSNames':['x'],'Links':['db:d'],'MacAddress':'02:42:00:00:00:01'}} | 'b' | {'b':{'Links':['db:d'],'GwPriority':5}}",
            })
    void theFirstNetworkIsFoundByWhateverItIsCalled(String mode, String networks, String nextMode, String endpoints) {
        var container =
                Recorded.with(Recorded.old("/HostConfig/NetworkMode", mode), "/NetworkSettings/Networks", networks);
        var body = body(container);
        assertThat(body.at("/HostConfig/NetworkMode")).isEqualTo(Recorded.json(nextMode));
        assertThat(body.at(ENDPOINTS))
                .isEqualTo(endpoints.equals("null") ? body.path("none") : Recorded.json(endpoints));
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "KEEP | {'80/tcp':[{'HostIp':'','HostPort':'8080'}]} | {'80/tcp':[{'HostIp':'','HostPort':'8080'}]}",
                "DROP | {'80/tcp':[{'HostIp':'','HostPort':'8080'}]} | {}",
                "DROP | {'80/tcp':[{'HostIp':'','HostPort':''}]} | {'80/tcp':[{'HostIp':'','HostPort':''}]}",
                "EPHEMERAL | {'80/tcp':[{'HostIp':'0.0.0.0','HostPort':'8080'},{'HostIp':'::','HostPort':'8080'}]} | {'80/tcp':[{'HostIp':'127.0.0.1','HostPort':''}]}",
                "EPHEMERAL | null | {}",
            })
    void aFixedPortIsKeptDroppedOrGivesWayToAFreeOne(PublishedPorts ports, String bindings, String next) {
        var container = Recorded.old("/HostConfig/PortBindings", bindings);
        var body = body(Recreation.of(container, Recorded.image(), Map.of(), ports));
        assertThat(body.at("/HostConfig/PortBindings")).isEqualTo(Recorded.json(next));
    }

    @Test
    void aNetworkThatIsNoPartOfAPathIsRefused() {
        assertThatThrownBy(() -> new Connect("a/../b", new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
