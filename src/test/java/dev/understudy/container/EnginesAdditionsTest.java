package dev.understudy.container;

import static dev.understudy.container.RecreationTest.body;
import static dev.understudy.container.RecreationTest.recreation;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine filled in by itself is no choice: no reason for a gap, and nothing that the next container has to have. */
class EnginesAdditionsTest {
    private static final String FIRST = "/NetworkingConfig/EndpointsConfig/n1/MacAddress";
    private static final String NETWORKS = "/NetworkSettings/Networks";

    /** A container of engine 28 or newer, whose generated addresses are random bytes. */
    private static final String RANDOM =
            "{'n1':{'NetworkID':'n1','IPAddress':'10.77.1.2','MacAddress':'%s','DNSNames':['a'],'GwPriority':0}}";

    @ParameterizedTest(name = "{0}: {1}, asks for {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "docker25-auto-mac | overlap | ",
                "docker29-chosen-mac | stop-first | de:ad:be:ef:fa:ce",
                "platform-c8d | stop-first | 02:42:aa:bb:cc:dd",
                "mac | stop-first | 02:42:aa:bb:cc:dd",
                "port-range | overlap | ",
            })
    void aMacAddressIsKeptWhereItWasChosen(String name, String strategy, String mac) {
        var old = Recorded.wild(name);
        assertThat(Choice.of(old, PublishedPorts.DROP).strategy().code()).isEqualTo(strategy);
        assertThat(body(old).at(FIRST).asText("")).isEqualTo(mac == null ? "" : mac);
    }

    @Test
    void theRealOnesOfEngine20AreMadeFromTheAddress() {
        for (var network : Recorded.old().networks())
            assertThat(new Endpoints(Recorded.old()).mac(network)).isEmpty();
    }

    @Test
    void anEngineBefore25NamesAMacAddressInItsConfigOnlyWhenItWasChosen() {
        var chosen = Recorded.with(Recorded.wild("port-range"), "/Config/MacAddress", "'02:42:0a:4d:01:02'");
        assertThat(Choice.of(chosen, PublishedPorts.DROP).reason()).contains("fixed MAC address");
        assertThat(body(chosen).at(FIRST).asText()).isEqualTo("02:42:0a:4d:01:02");
        assertThat(body(chosen).at("/MacAddress").asText()).isEqualTo("02:42:0a:4d:01:02");
    }

    @Test
    void aRandomOneOfEngine28IsAskedForOnceMoreAndKeptWhenItWasChosen() {
        var shown = random("de:ad:be:ef:fa:ce");
        assertThat(shown.isMacUnsure()).isTrue();
        assertThat(Choice.of(shown, PublishedPorts.DROP).strategy()).isEqualTo(Strategy.OVERLAP);
        var told = shown.toldBy(Recorded.with(shown, "/Config/MacAddress", "'de:ad:be:ef:fa:ce'"));
        assertThat(told.isMacUnsure()).isFalse();
        assertThat(Choice.of(told, PublishedPorts.DROP).strategy()).isEqualTo(Strategy.STOP_FIRST);
        assertThat(body(told).at(FIRST).asText()).isEqualTo("de:ad:be:ef:fa:ce");
        assertThat(body(told).has("MacAddress")).as("refused by API 1.52").isFalse();
        assertThat(shown.toldBy(shown).isMacUnsure()).isTrue();
    }

    @Test
    void anAddressThatNoEngineMakesWasChosen() {
        assertThat(random("00:16:3e:11:22:33").isMacUnsure()).isFalse();
        assertThat(Choice.of(random("00:16:3e:11:22:33"), PublishedPorts.DROP).strategy())
                .isEqualTo(Strategy.STOP_FIRST);
        assertThat(random("02:42:0a:4d:01:02").isMacUnsure()).isFalse();
        assertThat(Choice.of(random("02:42:0a:4d:01:02"), PublishedPorts.DROP).strategy())
                .isEqualTo(Strategy.OVERLAP);
    }

    @Test
    void aMacAddressOfAFurtherNetworkIsAskedForAtTheCreation() {
        var old = Recorded.with(
                Recorded.wild("port-range"),
                NETWORKS,
                "{'n1':{'NetworkID':'a1','DNSNames':['a']},'n2':{'NetworkID':'b2','DNSNames':['a'],'MacAddress':'de:ad:be:ef:fa:ce'},'n3':{'NetworkID':'c3','DNSNames':['a']}}");
        assertThat(body(old).at("/NetworkingConfig/EndpointsConfig"))
                .isEqualTo(Recorded.json("{'n1':{},'n2':{'MacAddress':'de:ad:be:ef:fa:ce'}}"));
        assertThat(recreation(old).networks("next"))
                .extracting(Connect::network)
                .containsExactly("c3");
    }

    @Test
    void aChosenMacAddressThatGotLostIsADifference() {
        var old = Recorded.wild("docker29-chosen-mac");
        var lost = Recorded.with(old, NETWORKS + "/n1/MacAddress", "'02:42:0a:4d:01:02'");
        assertThat(recreation(old).differences(lost))
                .containsExactly("network n1.MacAddress: de:ad:be:ef:fa:ce → none");
        assertThat(recreation(old).differences(old)).isEmpty();
        var unlike = Recorded.wild("docker25-auto-mac");
        assertThat(recreation(unlike).differences(Recorded.with(unlike, "/Config/MacAddress", "''")))
                .as("a generated one that is another one")
                .isEmpty();
    }

    @ParameterizedTest(name = "a network whose id is {0}: {1}")
    @CsvSource({
        "qd3qzz21s7jm398aq4paq5ke2, overlap",
        "139ac357780a4d414d512643f704b21a9243e4d5e7043b75c0bfefec9ce98e0b, stop-first",
    })
    void anAddressThatTheSwarmGaveIsNoChoice(String id, String strategy) {
        var old = inNetwork(id, "10.0.1.4");
        assertThat(Choice.of(old, PublishedPorts.DROP).strategy().code()).isEqualTo(strategy);
        assertThat(body(old).at("/NetworkingConfig/EndpointsConfig/n1").has("IPAMConfig"))
                .isEqualTo(strategy.equals("stop-first"));
        assertThat(recreation(old).differences(old)).isEmpty();
        assertThat(recreation(old).differences(inNetwork(id, "10.0.1.9")))
                .containsExactly(
                        "network n1.IPAMConfig: {\"IPv4Address\":\"10.0.1.4\"} → {\"IPv4Address\":\"10.0.1.9\"}");
    }

    @Test
    void ofARangeEachContainerGetsAPortOfItsOwn() {
        var old = Recorded.with(
                Recorded.wild("port-range"),
                "/HostConfig/PortBindings",
                "{'81/tcp':[{'HostIp':'','HostPort':'18100-18110'}]}");
        assertThat(Choice.of(old, PublishedPorts.KEEP).strategy()).isEqualTo(Strategy.OVERLAP);
        for (var ports : List.of(PublishedPorts.values()))
            assertThat(body(Recreation.of(old, Recorded.image(), java.util.Map.of(), ports))
                            .at("/HostConfig/PortBindings"))
                    .isEqualTo(Recorded.json("{'81/tcp':[{'HostIp':'','HostPort':'18100-18110'}]}"));
        var one = Recorded.with(old, "/HostConfig/PortBindings", "{'81/tcp':[{'HostPort':'18100-18100'}]}");
        assertThat(Choice.of(one, PublishedPorts.KEEP).reason()).contains("the host's port 18100-18100");
    }

    private static Container random(String mac) {
        return Recorded.with(Recorded.wild("port-range"), NETWORKS, RANDOM.formatted(mac));
    }

    private static Container inNetwork(String id, String address) {
        return Recorded.with(
                Recorded.wild("port-range"),
                NETWORKS,
                "{'n1':{'NetworkID':'%s','IPAMConfig':{'IPv4Address':'%s'},'IPAddress':'%s'}}"
                        .formatted(id, address, address));
    }
}
