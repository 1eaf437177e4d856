package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.rotation.RotationSettings.Run;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.rotation.Setback.HandedOver;
import dev.understudy.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the route asks of a host's part: how, whether back, whether there still is a way back; and nothing for another node. */
class WorkTest {
    private static final HostFacts SEEN = HostFacts.seen(
            "overlap", "why", new HostFacts.Old(Host.OLD, true, "image", "always"), new HostFacts.Shas("a", "b"));
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();

    @Test
    void theRouteIsToldHowAndHowFar() {
        var work = node.work(host, HostFacts.NONE);
        assertThat(work.getStrategy()).isEmpty();
        assertThat(work.isTold()).isFalse();
        work.part(new HostPart("r1", 3, "one", RotationState.RUNNING, SEEN.told(5)));
        assertThat(work.getStrategy()).isEqualTo("overlap");
        assertThat(work.isTold()).isTrue();
        assertThat(work.position()).isEqualTo(3);
        assertThat(work).hasToString("rotation r1 on one");
    }

    @ParameterizedTest
    @CsvSource({
        "false, true, true, true, false",
        "true, false, true, true, false",
        "true, true, true, false, false",
        "true, true, true, true, true",
        "true, true, false, false, true"
    })
    void onceAllIsProvenAndTheOldWorkerKnowsThereIsNoWayBack(
            boolean isCommitted, boolean isGood, boolean wasThere, boolean isTold, boolean isPast) {
        var old = new HostFacts.Old(wasThere ? Host.OLD : null, wasThere, null, "no");
        var facts = HostFacts.seen("overlap", "why", old, new HostFacts.Shas("a", "b"));
        if (isCommitted) facts = facts.commit();
        if (isGood) facts = facts.found("2026-01-01T00:00:00Z");
        if (isTold) facts = facts.told(5);
        assertThat(node.work(host, facts).isPastReturn()).isEqualTo(isPast);
    }

    @Test
    void whatAnotherNodeHasByNowIsNotTouchedByThisOne() {
        host.on("READ", Host.good(""));
        var work = node.work(host, SEEN);
        node.clock().pass(Duration.ofMinutes(5));
        var other = RotationParts.of("node2", BothDatabases.Shared.open(Dialect.SQLITE), node.clock());
        assertThat(other.rotations().claim("r1", 1_000)).isTrue();
        assertThat(catchThrowableOfType(
                        HandedOver.class, () -> work.run(work.files().read())))
                .isNotNull();
        assertThat(host.count("READ")).isZero();
    }

    @Test
    void oneThatIsOnlyLeftToBeRemovedCountsAsGone() {
        var dead = Host.container(Host.OLD, false)
                .text()
                .replace("\"Running\":false", "\"Running\":false,\"Status\":\"dead\"");
        host.on("inspect", Host.good(dead), Host.container(Host.OLD, false));
        var work = node.work(host, SEEN);
        var containers = RotationParts.containers();
        assertThat(containers.find(work, Host.OLD)).isEmpty();
        assertThat(containers.find(work, Host.OLD)).isPresent();
    }

    @Test
    void variablesOfAProviderThatIsNotThereAreRefusedAtTheStart() {
        var as = node.settings();
        var settings = new RotationSettings(
                as.hosts(),
                Map.of("acme", List.of("A")),
                null,
                true,
                null,
                as.publishedPorts(),
                as.env(),
                as.verifyDeadline(),
                as.watch(),
                as.drain(),
                as.poll(),
                as.patience(),
                as.lease(),
                as.lookInterval());
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> new NewEnvFile(CredentialParts.staged(Optional.empty()), settings)))
                .hasMessageContaining("acme");
    }

    @ParameterizedTest
    @CsvSource({"true, on-failure:3", "false, no"})
    void whereThereIsNoContainerTheConfiguredPolicyIsTheOneItGets(boolean hasRun, String policy) {
        host.on("version", Host.good("28.0.0\n"))
                .on("LOOK", Host.good("env=a\nwritable=yes\nuser=0\n"))
                .on("READ", Host.good("TAVUS_API_KEY=sandbox-unit-old\n"))
                .on("container inspect", Host.missing());
        var run = new Run("backend:1", List.of(), List.of(), "on-failure:3");
        var target = RotationParts.TARGET;
        var with = new Target(
                target.name(),
                target.address(),
                22,
                target.user(),
                target.container(),
                target.envFile(),
                hasRun ? run : null);
        node.open("r1");
        var part = new HostPart("r1", 0, target.name(), RotationState.RUNNING, HostFacts.NONE);
        var work = new Work(node.rotations().find("r1").orElseThrow(), with, part, node.steps());
        work.host(host.connection());
        var keys = CredentialParts.staged(Optional.of(RotationParts.NEW));
        var looking = node.looking(new NewEnvFile(keys, node.settings()));
        if (hasRun) looking.look(work);
        else
            assertThat(catchThrowableOfType(Setback.StepFailed.class, () -> looking.look(work)))
                    .hasMessageContaining("no run is configured");
        assertThat(node.kept("r1").facts().policyOrNo()).isEqualTo(policy);
    }
}
