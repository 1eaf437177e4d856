package dev.understudy.container;

import static dev.understudy.container.RecreationTest.recreation;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal says what of the next container is different, and never a value that may be a secret. */
class DifferencesTest {
    private final Container old = Recorded.old();

    @Test
    void aRealNextContainerDiffersInWhatWasMeantOnly() {
        assertThat(recreation(old).differences(Recorded.next()))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("env NEW: added"),
                        line -> assertThat(line).isEqualTo("env TAVUS_API_KEY: changed"),
                        line -> assertThat(line).isEqualTo("label dev.understudy.rotation: added"),
                        line -> assertThat(line).isEqualTo("Config.Image: \"agent:1\" → \"" + old.image() + "\""),
                        line -> assertThat(line)
                                .startsWith(
                                        "HostConfig.Mounts: [tmpfs /scratch, volume /cache] → [tmpfs /scratch, volume "),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "HostConfig.PortBindings: {\"8081/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"18080\"}]} → {}"),
                        line -> assertThat(line).startsWith("HostConfig.RestartPolicy: {\"Name\":\"unless-stopped\""));
    }

    @Test
    void aContainerDoesNotDifferFromItself() {
        assertThat(recreation(old).differences(old)).isEmpty();
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/Image | 'sha256:ff' | Image: sha256:",
                "/Config/Env | ['TAVUS_API_KEY=hidden'] | env EXTRA: removed",
                "/Config/Labels | {'team':'hidden','vendor':'acme'} | label team: changed",
                "/Config/Cmd | ['--key','hidden'] | Config.Cmd: changed",
                "/Config/Hostname | 'named' | Config.Hostname: none → \"named\"",
                "/HostConfig/LogConfig | {'Type':'splunk','Config':{'splunk-token':'hidden'}} | HostConfig.LogConfig: changed",
                "/HostConfig/Mounts | [{'Type':'volume','Source':'v','Target':'/v','VolumeOptions':{'DriverConfig':{'Options':{'o':'password=hidden'}}}}] | HostConfig.Mounts: [tmpfs /scratch, volume /cache] → [volume v /v]",
                "/HostConfig/Memory | 1 | HostConfig.Memory: 67108864 → 1",
                "/HostConfig/Privileged | true | HostConfig.Privileged: false → true",
                "/HostConfig/SecurityOpt | ['hidden'] | HostConfig.SecurityOpt: added",
                "/Mounts | [] | mount /models: volume models → none",
                "/NetworkSettings/Networks | {} | network back: removed",
                "/NetworkSettings/Networks/back/Aliases | ['other'] | network back.Aliases: changed",
            })
    void whatDiffersIsNamedAndWhatMayBeSecretIsNotShown(String pointer, String value, String line) {
        var lines = recreation(old).differences(Recorded.old(pointer, value));
        assertThat(lines).anyMatch(each -> each.startsWith(line));
        assertThat(lines.toString()).doesNotContain("hidden").doesNotContain("tavus-old-value");
    }

    @Test
    void emptyIsWrittenInManyWaysAndNoneDiffers() {
        assertThat(recreation(old).differences(Recorded.old("/HostConfig/Dns", "null")))
                .isEmpty();
        assertThat(recreation(old).differences(Recorded.old("/HostConfig/NewInLaterVersions", "''")))
                .isEmpty();
    }
}
