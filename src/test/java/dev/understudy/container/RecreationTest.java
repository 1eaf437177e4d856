package dev.understudy.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next container is the old one with another environment: what a rebuild loses elsewhere is kept here. */
class RecreationTest {
    private final Container old = Recorded.old();

    @Test
    void whatIsChangedHasItsOldPlaceAndAllElseStays() {
        var file = new LinkedHashMap<>(Map.of("TAVUS_API_KEY", "tavus-new-value"));
        file.put("NEW", "a=b");
        var body = body(Recreation.of(old, Recorded.image(), file, PublishedPorts.KEEP));
        assertThat(Json.texts(body.path("Env")))
                .containsExactly(
                        "TAVUS_API_KEY=tavus-new-value",
                        "LIVEKIT_URL=ws://livekit:7880",
                        "MODE=file",
                        "EXTRA=by-hand",
                        "NEW=a=b");
    }

    @Test
    void aVariableThatWasTakenFromTheImageStaysTaken() {
        var body = body(Recorded.old("/Config/Env", "['MODE','PATH=/bin']"));
        assertThat(Json.texts(body.path("Env"))).containsExactly("MODE");
    }

    @Test
    void onlyWhatDiffersFromTheImageIsSaid() {
        var body = body(old);
        assertThat(body.path("Image").textValue()).isEqualTo(old.image());
        assertThat(body.path("User").textValue()).isEqualTo("1000");
        assertThat(body.path("StopTimeout").intValue()).isEqualTo(30);
        assertThat(body.at("/Healthcheck/Test/1").textValue()).isEqualTo("/bin/echo fine");
        assertThat(body.path("Labels")).isEqualTo(Recorded.json("{'team':'avatar'}"));
        assertThat(body.path("Volumes")).isEqualTo(Recorded.json("{'/anon':{}}"));
        assertThat(body.path("ExposedPorts")).isEmpty();
        assertThat(body.has("WorkingDir")).isFalse();
        assertThat(body.has("OnBuild")).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} of an image with {2} {3} is asked for as {4} {5}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "['/e'] | ['c'] | ['/e'] | ['c'] |        |",
                "['/e'] | ['d'] | ['/e'] | ['c'] | ['/e'] | ['d']",
                "['/f'] | null  | ['/e'] | ['c'] | ['/f'] |",
                "['/e'] | null  | ['/e'] | ['c'] | ['/e'] |",
                "null   | ['d'] | ['/e'] | ['c'] | ['']   | ['d']",
                "null   | ['d'] | null   | ['c'] |        | ['d']",
                "['/f'] | ['d'] | null   | null  | ['/f'] | ['d']",
            })
    void entryPointAndCommandComeOutAsTheyWere(
            String entry, String command, String imageEntry, String imageCommand, String asked, String askedCommand) {
        var container = Recorded.with(Recorded.old("/Config/Entrypoint", entry), "/Config/Cmd", command);
        var image = Image.parse(
                "[{\"Id\":\"sha256:1\",\"Config\":"
                        + Recorded.json("{'Entrypoint':" + imageEntry + ",'Cmd':" + imageCommand + "}") + "}]",
                Recorded.JSON);
        var body = body(Recreation.of(container, image, Map.of(), PublishedPorts.KEEP));
        assertThat(body.path("Entrypoint")).isEqualTo(asked == null ? body.path("none") : Recorded.json(asked));
        assertThat(body.path("Cmd")).isEqualTo(askedCommand == null ? body.path("none") : Recorded.json(askedCommand));
    }

    @Test
    void aHostNameIsKeptWhenSomebodyChoseItAndMayHaveIt() {
        var named = Recorded.old("/Config/Hostname", "'chosen'");
        assertThat(body(old).has("Hostname")).isFalse();
        assertThat(body(named).path("Hostname").textValue()).isEqualTo("chosen");
        for (var mode : new String[] {"'host'", "'container:abc'"})
            assertThat(body(Recorded.with(named, "/HostConfig/NetworkMode", mode))
                            .has("Hostname"))
                    .isFalse();
        assertThat(body(Recorded.with(named, "/HostConfig/UTSMode", "'host'")).has("Hostname"))
                .isFalse();
    }

    @Test
    void limitsAndDevicesStayButNoRestartPolicyAndNoSelfRemoval() {
        var host = body(Recorded.old("/HostConfig/AutoRemove", "true")).path("HostConfig");
        for (var field :
                new String[] {"Memory", "NanoCpus", "Ulimits", "CapDrop", "ExtraHosts", "Devices", "LogConfig", "Binds"
                })
            assertThat(host.path(field)).as(field).isEqualTo(old.hostConfig().path(field));
        assertThat(host.at("/RestartPolicy/Name").textValue()).isEqualTo("no");
        assertThat(host.path("AutoRemove").booleanValue()).isFalse();
    }

    @Test
    void theLabelSaysWhichRotationMadeIt() {
        var plain = recreation(old);
        var labelled = body(plain.labelled("r7"));
        assertThat(labelled.path("Labels"))
                .isEqualTo(Recorded.json("{'team':'avatar','dev.understudy.rotation':'r7'}"));
        assertThat(body(plain).path("Labels").has("dev.understudy.rotation")).isFalse();
    }

    @Test
    void aNameThatIsNoneMakesNoPath() {
        var recreation = recreation(old);
        assertThat(recreation.createPath("avatar-backend-next-r7"))
                .isEqualTo("/containers/create?name=avatar-backend-next-r7");
        assertThatThrownBy(() -> recreation.createPath("a&b=c")).isInstanceOf(IllegalArgumentException.class);
        assertThat(recreation.toString()).doesNotContain("tavus");
    }

    static Recreation recreation(Container container) {
        return Recreation.of(container, Recorded.image(), Map.of(), PublishedPorts.KEEP);
    }

    static JsonNode body(Container container) {
        return body(recreation(container));
    }

    static JsonNode body(Recreation recreation) {
        return Recorded.json(new String(recreation.createBody(), StandardCharsets.UTF_8));
    }
}
