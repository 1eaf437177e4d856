package dev.understudy.rotation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.audit.Audit;
import dev.understudy.common.Node;
import dev.understudy.common.Secret;
import dev.understudy.container.PublishedPorts;
import dev.understudy.credential.CredentialParts;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.fixtures.Database;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.WorkerLogParts;
import dev.understudy.masking.Values;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The stores of one node over a real database, and rotations in them, by a clock that a test moves. */
record RotationParts(
        Rotations rotations,
        HostParts parts,
        Journal journal,
        Steps steps,
        RotationSettings settings,
        RotationDeeds deeds,
        ManualClock clock) {
    static final long NOW = 1_900_000_000_000L;
    static final Secret NEW = Secret.of("sandbox-unit-new");
    static final ObjectMapper JSON = new ObjectMapper();
    static final Target TARGET =
            new Target("one", "127.0.0.1", 22, "deploy", "avatar-backend", "/srv/avatar/.env", null);

    /** What is done to containers, with the reader of logs as it is configured. */
    static Containers containers() {
        return new Containers(JSON, WorkerLogParts.LOGS);
    }

    /** The last lines of workers that failed, kept in this node's journal; our own key is the old one. */
    LastWords lastWords() {
        var keys = CredentialParts.fixed(Secret.of("sandbox-unit-old"));
        return new LastWords(journal, containers(), new Values(keys));
    }

    /** The old worker's log as it is looked at, by these watches of logs. */
    static OldWorkerLog oldWorkerLog(LogReader... watches) {
        var beans = new StaticListableBeanFactory();
        for (var each : watches) beans.addBean("watch" + beans.getBeanDefinitionCount(), each);
        return new OldWorkerLog(containers(), WorkerLogParts.LOGS, beans.getBeanProvider(LogReader.class));
    }

    /** Those of the first node, the database emptied. */
    static RotationParts empty(Dialect dialect) {
        return of("node1", BothDatabases.Shared.empty(dialect), new ManualClock(NOW));
    }

    /** Those of another one beside it. */
    static RotationParts of(String node, Database database, ManualClock clock) {
        var rotations = new Rotations(database.jdbc(), JSON, new Node(node), clock);
        var parts = new HostParts(database.jdbc(), JSON, new Node(node));
        var journal = new Journal(database.jdbc(), clock);
        var settings = settings(null, TARGET);
        return new RotationParts(
                rotations,
                parts,
                journal,
                new Steps(journal, rotations, parts, settings),
                settings,
                new RotationDeeds(new Audit(database.jdbc(), clock)),
                clock);
    }

    static RotationSettings settings(@Nullable Path localEnvFile, Target... hosts) {
        return settings(RotationSettings.Env.CONTAINER, localEnvFile, hosts);
    }

    /** With the values of the container, or of the file. */
    static RotationSettings settings(RotationSettings.Env env) {
        return settings(env, null, TARGET);
    }

    private static RotationSettings settings(RotationSettings.Env env, @Nullable Path localEnvFile, Target... hosts) {
        return new RotationSettings(
                List.of(hosts),
                Map.of(),
                null,
                true,
                localEnvFile,
                PublishedPorts.KEEP,
                env,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                Duration.ofMillis(500),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Duration.ofSeconds(1));
    }

    static Rotation rotation(String id, long at) {
        return new Rotation(
                id, "tavus", RotationState.RUNNING, NEW.fingerprint(), "the operator", "a test", null, null, at, null);
    }

    /** One that is open, due and ours, with its one host. */
    Rotation open(String id) {
        var rotation = rotation(id, clock.millis());
        if (!rotations.open(rotation)) throw new IllegalStateException("another one is open");
        parts.add(new HostPart(id, 0, TARGET.name(), RotationState.RUNNING, HostFacts.NONE));
        rotations.ready(id);
        if (!rotations.claim(id, 120_000)) throw new IllegalStateException("it cannot be had");
        return rotations.find(id).orElseThrow();
    }

    /** Takes it up and ends it. */
    void closeOne(String id) {
        rotations.ready(id);
        if (!rotations.claim(id, 120_000) || !rotations.close(id, RotationState.DONE, null))
            throw new IllegalStateException("it cannot be closed");
    }

    /** The step look, which does not make dependents anew. */
    Looking looking(NewEnvFile file) {
        return new Looking(
                steps,
                file,
                new LookingAtEnv(settings),
                containers(),
                dependents(file, false),
                oldWorkerLog(),
                settings);
    }

    Dependents dependents(NewEnvFile file, boolean isWanted) {
        var containers = containers();
        var next = new NextContainer(steps, containers, file, settings, JSON);
        return new Dependents(steps, containers, next, isWanted);
    }

    /** That host's part while it is worked on. */
    Work work(Host host, HostFacts facts) {
        var rotation = open("r1");
        return work(rotation, host, facts);
    }

    Work work(Rotation rotation, Host host, HostFacts facts) {
        var part = new HostPart(rotation.id(), 0, TARGET.name(), RotationState.RUNNING, facts);
        parts.change(part);
        var work = new Work(rotation, TARGET, part, steps);
        work.host(host.connection());
        return work;
    }

    /** What was remembered of the host, read anew. */
    HostPart kept(String id) {
        return parts.of(id).get(0);
    }

    /** The journal's lines, as "name outcome". */
    List<String> told(String id) {
        return journal.of(id).stream()
                .map(line -> line.name() + " " + line.outcome())
                .toList();
    }
}
