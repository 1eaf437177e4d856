package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.AlertSign;
import dev.understudy.alert.AlertSigns;
import dev.understudy.alert.Alerts;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SandboxStage;
import dev.understudy.fixtures.WorldControls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each fault of the sandbox that hurts users is told within 75 s of the first recorded reason, and its end when it is lifted. The
 * minute is the real one; what does not matter is kept short.
 */
@OneAtATime
@Tag("chaos")
class AlertTimesTest {
    private static final Duration RAISED_WITHIN = Duration.ofSeconds(75);
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int SIDE_BY_SIDE = 4;
    private static final List<Fault> FAULTS = List.of(
            new Fault("livekit", "no-worker", AlertKind.NO_WORKER),
            new Fault("livekit", "agent-no-show", AlertKind.AGENT_NO_SHOW),
            new Fault("livekit", "agent-leaves", AlertKind.AGENT_KEEPS_LEAVING),
            new Fault("livekit", "no-ack", AlertKind.AGENT_DID_NOT_SWITCH),
            new Fault("livekit", "drop-webhooks", AlertKind.WEBHOOKS_MISSING),
            new Fault("livekit", "down", AlertKind.LIVEKIT_UNAVAILABLE),
            new Fault("livekit", "stalled", AlertKind.LIVEKIT_UNAVAILABLE),
            new Fault("tavus", "out-of-credits", AlertKind.TAVUS_OUT_OF_CREDITS),
            new Fault("tavus", "full", AlertKind.TAVUS_FULL),
            new Fault("tavus", "down", AlertKind.TAVUS_UNAVAILABLE),
            new Fault("tavus", "slow", AlertKind.TAVUS_UNAVAILABLE),
            new Fault("tavus", "no-show", AlertKind.AVATAR_NO_SHOW),
            new Fault("host", "never-registers", AlertKind.WORKER_NOT_REGISTERED));
    private static final String[] SHORT = {
        "--understudy.session.no-job-after=1s",
        "--understudy.session.first-look=500ms",
        "--understudy.session.join-deadline=2s",
        "--understudy.session.avatar-deadline=3s",
        "--understudy.session.ack-deadline=3s",
        "--understudy.session.steady=3s",
        "--understudy.session.failed-retry=2s",
        "--understudy.session.failed-retry-max=4s",
        "--understudy.avatar.retry-after=2s",
        "--understudy.avatar.retry-max=4s",
        "--understudy.tavus.probe-interval=1s",
        "--understudy.tavus.timeout=2000",
        "--understudy.reconcile.interval=5s"
    };

    /** What is wrong, and what people are told of it. */
    private record Fault(String whose, String name, AlertKind kind) {
        boolean isHosts() {
            return whose.equals("host");
        }
    }

    /** How long it took, ms; the words at its end. */
    private record Line(Fault fault, long toRaised, long toCleared, long count, String detail) {
        @Override
        public String toString() {
            return String.format(
                    "| %-7s | %-15s | %-22s | %6.1f | %6.1f | %3d | %s",
                    fault.whose(),
                    fault.name(),
                    fault.kind().code(),
                    toRaised / 1000.0,
                    toCleared / 1000.0,
                    count,
                    detail);
        }
    }

    @Test
    void everyFaultIsToldWithin75SecondsAndSoIsItsEnd() throws Exception {
        var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            var plays = FAULTS.stream()
                    .map(fault -> (Callable<Line>) () -> play(fault))
                    .toList();
            var lines = new ArrayList<Line>();
            var failed = new ArrayList<Throwable>();
            for (Future<Line> line : threads.invokeAll(plays)) take(line, lines, failed);
            print(lines);
            assertThat(failed).isEmpty();
            assertThat(lines)
                    .allSatisfy(line ->
                            assertThat(line.toRaised()).as(line.toString()).isBetween(0L, RAISED_WITHIN.toMillis()));
        } finally {
            threads.shutdownNow();
        }
    }

    /** One that went wrong costs the others' lines nothing. */
    private static void take(Future<Line> line, List<Line> lines, List<Throwable> failed) throws InterruptedException {
        try {
            lines.add(line.get());
        } catch (ExecutionException e) {
            failed.add(e.getCause());
        }
    }

    private static Line play(Fault fault) throws Exception {
        try (var app = start(fault)) {
            var stage = SandboxStage.of(app);
            new WorldControls(app.port()).fault(fault.whose(), fault.name());
            var first = visit(fault, app, stage, fault.name());
            if (fault.kind() == AlertKind.WEBHOOKS_MISSING) listed(app, stage, fault);
            var signs = app.bean(AlertSigns.class);
            var firstAt = await(fault.name() + ": a reason is recorded")
                    .atMost(PATIENCE)
                    .until(() -> firstAt(signs, fault.kind()), Objects::nonNull);
            var raised = alert(app, fault, false);
            assertThat(stage.operator().health())
                    .as("in words")
                    .contains(fault.kind().words().orElseThrow());
            var lifted = System.currentTimeMillis();
            new WorldControls(app.port()).fault(fault.whose(), "none");
            visit(fault, app, stage, fault.name() + "-later");
            var over = alert(app, fault, true);
            if (first != null && fault.kind() != AlertKind.LIVEKIT_UNAVAILABLE) first.leave();
            return new Line(
                    fault,
                    raised.raisedAt() - firstAt,
                    Objects.requireNonNull(over.clearedAt()) - lifted,
                    over.count(),
                    raised.detail());
        }
    }

    /** One after the other: applications of one process share its MBeans. */
    private static synchronized App start(Fault fault) {
        return App.start(settings(fault));
    }

    /** Rooms that were there at the first reconcile are excused; who comes after it is not. */
    private static void listed(App app, SandboxStage stage, Fault fault) {
        await(fault.name() + ": it was reconciled once")
                .atMost(PATIENCE)
                .until(() -> stage.operator().session("alert-" + fault.name()).isPresent());
        visit(fault, app, stage, fault.name() + "-too");
    }

    /** Somebody comes; of a host's fault nobody notices before its container is started anew. */
    private static @org.jspecify.annotations.Nullable Scene visit(
            Fault fault, App app, SandboxStage stage, String room) {
        if (fault.isHosts()) {
            var request = app.request("/api/backends/sandbox-host/restart")
                    .header("Authorization", "Bearer sandbox")
                    .header("Content-Type", "application/json")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"why\":\"a test\"}"));
            assertThat(app.send(request).statusCode()).isEqualTo(202);
            return null;
        }
        var scene = new Scene(stage, "alert-" + room);
        if (fault.kind() == AlertKind.LIVEKIT_UNAVAILABLE) stage.operator().dispatch(scene.room()); // nobody can join
        else scene.enter();
        return scene;
    }

    private static @org.jspecify.annotations.Nullable Long firstAt(AlertSigns signs, AlertKind kind) {
        var all = signs.all().stream()
                .filter(sign -> sign.kind() == kind)
                .collect(Collectors.summarizingLong(AlertSign::firstAt));
        return all.getCount() == 0 ? null : (Long) all.getMin();
    }

    private static Alert alert(App app, Fault fault, boolean isOver) {
        return await(fault.name() + (isOver ? ": it is over" : ": it is raised"))
                .atMost(PATIENCE)
                .until(
                        () -> app.bean(Alerts.class).newest(50).stream()
                                .filter(alert -> alert.kind() == fault.kind() && (alert.clearedAt() != null) == isOver)
                                .findFirst()
                                .orElse(null),
                        Objects::nonNull);
    }

    private static String[] settings(Fault fault) {
        var all = new ArrayList<>(List.of(SHORT));
        if (fault.isHosts()) all.add("--understudy.backendlog.enabled=true");
        return all.toArray(String[]::new);
    }

    private static void print(List<Line> lines) {
        var table =
                new StringBuilder("\nwhose     fault             alert                    raised  cleared  count\n");
        lines.forEach(line -> table.append(line).append('\n'));
        System.out.println(table);
    }
}
