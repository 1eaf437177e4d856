package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.credential.CredentialParts;
import dev.understudy.host.CommandResult;
import dev.understudy.host.Replica;
import dev.understudy.host.Replicas;
import dev.understudy.rotation.RotationSettings.Env;
import dev.understudy.rotation.Setback.StepFailed;
import dev.understudy.store.Dialect;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The container that takes over from one of a compose service: made once, and as the old one but for the key. */
class NextReplicaTest {
    private static final String NAMED = "inspect site_agent_1-next-r1";
    private static final String NEXT = "inspect " + Host.NEXT;
    private final RotationParts node = RotationParts.empty(Dialect.SQLITE);
    private final Host host = new Host();

    @BeforeEach
    void well() {
        host.on("inspect " + Host.OLD, Host.container(Host.OLD, true))
                .on("image", Host.good("[{\"Id\":\"sha256:%s\",\"Config\":{}}]".formatted("a".repeat(64))))
                .on("config", Host.good("services: {agent: {environment: {TAVUS_API_KEY: new, B: 2}}}"))
                .on(NAMED, Host.missing())
                .on(NEXT, next("\"TAVUS_API_KEY=new\""))
                .on("dial-stdio", made());
    }

    @Test
    void itIsMadeAndRememberedForTheWayBack() {
        var work = work(Env.CONTAINER);
        assertThat(replica(Env.CONTAINER).create(work))
                .contains("111111111111 differs")
                .contains("env TAVUS_API_KEY: changed");
        var kept = node.kept("r1").facts();
        assertThat(kept.nextId()).isEqualTo(Host.NEXT);
        assertThat(kept).isEqualTo(work.facts());
        assertThat(work.getComposing().replicas().now().nextId()).isEqualTo(Host.NEXT);
    }

    @Test
    void theOneThatACrashLeftIsUsedInsteadOfASecond() {
        host.anew(NAMED).on(NAMED, next("\"TAVUS_API_KEY=new\""));
        replica(Env.CONTAINER).create(work(Env.CONTAINER));
        assertThat(node.kept("r1").facts().nextId()).isEqualTo(Host.NEXT);
        assertThat(host.count("dial-stdio")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CONTAINER, container-differs", "FILE, ''"})
    void whatDiffersBeyondTheKeyIsTakenBackUnlessTheFilesAreToWin(Env env, String code) {
        host.anew(NEXT).on(NEXT, next("\"TAVUS_API_KEY=new\",\"B=2\""));
        assertThat(failure(env)).isEqualTo(code);
    }

    @Test
    void andWhatIsNoVariableAlways() {
        var other =
                next("\"TAVUS_API_KEY=new\"").text().replace("\"NetworkMode\":\"default\"", "\"NetworkMode\":\"host\"");
        host.anew(NEXT).on(NEXT, Host.good(other));
        assertThat(failure(Env.FILE)).isEqualTo("container-differs");
    }

    @Test
    void withoutTheOldOneItIsNotMade() {
        host.anew("inspect " + Host.OLD).on("inspect " + Host.OLD, Host.missing());
        assertThat(failure(Env.CONTAINER)).isEqualTo("no-such-container");
    }

    private String failure(Env env) {
        var failed = catchThrowableOfType(StepFailed.class, () -> replica(env).create(work(env)));
        return failed == null ? "" : failed.problem().type().replaceFirst(".*:", "");
    }

    private NextReplica replica(Env env) {
        var settings = RotationParts.settings(env);
        var containers = RotationParts.containers();
        var file = new NewEnvFile(CredentialParts.staged(Optional.empty()), settings);
        return new NextReplica(
                node.steps(),
                containers,
                new NextContainer(node.steps(), containers, file, settings, RotationParts.JSON),
                settings);
    }

    private static CommandResult next(String env) {
        var same = Host.container(Host.NEXT, false).text();
        return Host.good(same.replace("\"TAVUS_API_KEY=sandbox-unit-old\"", env));
    }

    private static CommandResult made() {
        var body = "{\"Id\":\"" + Host.NEXT + "\"}";
        return Host.good("HTTP/1.0 201 Created\r\n\r\n" + body);
    }

    private Work work(Env env) {
        var old = new HostFacts.Old(Host.OLD, true, "backend", "always");
        var one = Replica.found(Host.OLD, "site_agent_1", true, "always");
        var project =
                ComposeStepsTest.PROJECT.with(Replicas.found(List.of(one), true).turnTo(0));
        return node.work(
                host,
                HostFacts.seen("compose", env.name(), old, new HostFacts.Shas("a", "b"))
                        .of(project));
    }
}
