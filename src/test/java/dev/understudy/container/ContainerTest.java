package dev.understudy.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What inspect says is understood, from Docker 20.10 on, and no secret of it is shown by accident. */
class ContainerTest {
    private final Container old = Recorded.old();

    @Test
    void itsStateIsKnown() {
        assertThat(old.id()).hasSize(64);
        assertThat(old.name()).isEqualTo("avatar-backend");
        assertThat(old.image()).matches("sha256:[0-9a-f]{64}");
        assertThat(old.imageName()).isEqualTo("agent:1");
        assertThat(old.isRunning()).isTrue();
        assertThat(old.startedAt()).matches("20[0-9T:.-]+Z");
        assertThat(old.restartCount()).isZero();
        assertThat(old.exitCode()).isZero();
        assertThat(old.labels()).containsEntry("team", "avatar").containsEntry("vendor", "acme");
        assertThat(old.environment())
                .containsEntry("TAVUS_API_KEY", "tavus-old-value")
                .containsEntry("EXTRA", "by-hand")
                .containsEntry("PATH", "/bin");
    }

    /** It becomes part of commands on the host, and a host may say anything. */
    @ParameterizedTest
    @ValueSource(strings = {"''", "'a b'", "'$(reboot)'", "'--help'", "'../x'", "7", "null"})
    void anIdThatNoDockerMakesIsNotUnderstood(String id) {
        assertThatThrownBy(() -> Recorded.old("/Id", id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("What Docker printed is not one");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'Name':'unless-stopped','MaximumRetryCount':0} | unless-stopped",
                "{'Name':'always'} | always",
                "{'Name':'on-failure','MaximumRetryCount':3} | on-failure:3",
                "{'Name':'on-failure','MaximumRetryCount':0} | on-failure",
                "{'Name':'no','MaximumRetryCount':0} | no",
                "{'Name':''} | no",
                "null | no",
            },
            quoteCharacter = '"')
    void aRestartPolicyIsWrittenAsDockerUpdateTakesIt(String policy, String written) {
        assertThat(Recorded.old("/HostConfig/RestartPolicy", policy).restartPolicy())
                .isEqualTo(written);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            value = {"'SIGINT',INT", "'sigquit',QUIT", "'15',15", "'',TERM", "null,TERM"},
            quoteCharacter = '"')
    void aStopSignalIsWrittenWithoutSig(String signal, String written) {
        assertThat(Recorded.old("/Config/StopSignal", signal).stopSignal()).isEqualTo(written);
    }

    @Test
    void aValueMayHaveAnEqualsSignAndABareNameIsNoVariable() {
        var container = Recorded.old("/Config/Env", "['A=b=c','GONE','EMPTY=']");
        assertThat(container.environment())
                .containsEntry("A", "b=c")
                .containsEntry("EMPTY", "")
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'Id':'abc','Config':{},'HostConfig':{}}]",
                "[{'Id':'abc','Config':{'Env':null,'Labels':null},'HostConfig':{},'State':null,'Mounts':null,'NetworkSettings':{'Networks':null}}]",
            })
    void whatIsMissingIsNotMissed(String output) {
        var bare = Container.parse(output.replace('\'', '"'), Recorded.JSON);
        assertThat(bare.isRunning()).isFalse();
        assertThat(bare.environment()).isEmpty();
        assertThat(bare.networks()).isEmpty();
        assertThat(bare.restartPolicy()).isEqualTo("no");
        assertThat(Obstacles.of(bare)).isEmpty();
        assertThat(Choice.of(bare, PublishedPorts.KEEP).strategy()).isEqualTo(Strategy.OVERLAP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "[{}]", "[{\"Id\":\"a\"}]", "[1,2]", "tavus-old-value", "[\"tavus-old-value"})
    void whatIsNoContainerIsRefusedWithoutBeingQuoted(String output) {
        assertThatThrownBy(() -> Container.parse(output, Recorded.JSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("tavus");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "/State/StartedAt; '+1000000000-12-31T23:59:59.999999999Z'",
                "/State/FinishedAt; '-1000000000-01-01T00:00:00Z'",
                "/NetworkSettings/Networks; {'a':{'NetworkID':'ab12'},'b':{'NetworkID':'../containers/x/kill?'}}",
                "/NetworkSettings/Networks; {'a':{'NetworkID':'ab12'},'b c':{}}",
            })
    void aContainerThatCouldNotBeMadeAnewIsRefusedBeforeAnythingIsDone(String pointer, String value) {
        assertThatThrownBy(() -> Recorded.old(pointer, value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void howItEndedIsKnown() {
        var ended = Recorded.with(
                Recorded.old("/State", "{'Status':'exited','ExitCode':137,'FinishedAt':'2026-11-23T06:00:00Z'}"),
                "/RestartCount",
                "3");
        assertThat(ended.exitCode()).isEqualTo(137);
        assertThat(ended.finishedAt()).isEqualTo("2026-11-23T06:00:00Z");
        assertThat(ended.restartCount()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"dead, true", "removing, true", "exited, false", "running, false", "'', false"})
    void oneThatIsBeingRemovedIsDead(String status, boolean isDead) {
        assertThat(Recorded.old("/State/Status", "'" + status + "'").isDead()).isEqualTo(isDead);
    }

    @Test
    void anImageIsKnownByItsDigest() {
        var image = Recorded.image("/Id", "'sha256:ab'");
        assertThat(image.id()).isEqualTo("sha256:ab");
        assertThat(image).hasToString("sha256:ab");
    }

    @Test
    void itsTextSaysWhichOneItIsAndNothingMore() {
        assertThat(old).hasToString("avatar-backend (" + old.id().substring(0, 12) + ")");
        assertThat(old.variables().toString()).doesNotContain("tavus-old-value");
    }
}
