package dev.understudy.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.alert.Alert;
import dev.understudy.alert.AlertKind;
import dev.understudy.alert.Alerts;
import dev.understudy.fixtures.App;
import dev.understudy.fixtures.Http;
import dev.understudy.fixtures.Operator;
import dev.understudy.fixtures.WorldControls;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twenty new sessions a second, and in the middle of it the provider revokes Tavus's key. Counts decide, times are printed. */
@Tag("load")
class FailoverUnderLoadTest {
    private static final int PER_SECOND = 20;
    private static final Duration TIME = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REJECTED = "tavus_key_rejected";
    private static final Set<AlertKind> OF_THE_KEY = Set.of(AlertKind.TAVUS_KEY_REJECTED, AlertKind.STANDBY_USED);
    private static App app;
    private static WorldControls world;
    private static Operator operator;
    private static Http api;

    @BeforeAll
    static void curtainUp() {
        app = App.start();
        world = new WorldControls(app.port());
        operator = new Operator(app, "sandbox");
        api = new Http(app.port(), "sandbox");
        leave(new SteadyLoad(world, "warm-up", PER_SECOND / 2, Duration.ofSeconds(4)).play(() -> {}));
    }

    @BeforeEach
    void everyKeyIsGood() {
        world.fault("tavus", "none");
    }

    @AfterAll
    static void curtainDown() {
        app.close();
    }

    @Test
    void withAStandbyKeyNobodyLosesTheAgentOrTheFace() {
        aFaceIsThere("before-standby");
        standby("sandbox-standby-key");
        var revoked = new AtomicReference<>(Instant.MAX);
        var rooms = load("standby").play(() -> revoked.set(revoke()));
        var fates = settled(rooms);
        var video = fates.stream().filter(Fate::isVideo).toList();
        var after =
                video.stream().filter(fate -> fate.beganAfter(revoked.get())).toList();
        System.out.printf(
                "with a standby key: %d sessions, %d began after the revocation; without an agent %d, in audio %d, for"
                        + " a moment %d%n",
                fates.size(),
                after.size(),
                count(fates, fate -> !fate.hasAgent()),
                fates.size() - video.size(),
                count(fates, fate -> fate.wasWithoutFace(REJECTED)));
        System.out.printf(
                "  from the revocation to the alert %.3f s, to the first new session's face %.3f s, longest wait for"
                        + " Tavus %.3f s%n",
                toAlert(revoked.get()), toFirstFace(after, revoked.get()), longestWait(fates));
        assertThat(fates).hasSize(160).allMatch(Fate::hasAgent).allMatch(Fate::isVideo);
        assertThat(fates).noneMatch(fate -> fate.wasWithoutFace(REJECTED));
        assertThat(after).as("sessions that began with the revoked key").hasSizeGreaterThan(40);
        leave(rooms);
    }

    @Test
    void withoutOneEverybodyKeepsTheAgentAndAGoodKeyBringsTheFacesBack() {
        noStandby();
        aFaceIsThere("before-none");
        var revoked = new AtomicReference<>(Instant.MAX);
        var rooms = load("none").play(() -> revoked.set(revoke()));
        var fates = settled(rooms);
        var after =
                fates.stream().filter(fate -> fate.beganAfter(revoked.get())).toList();
        var asked = fates.stream().filter(fate -> fate.isAudio(REJECTED) && fate.asked(Instant.now()) > 0);
        System.out.printf(
                "without one: %d sessions, %d began after the revocation; without an agent %d, of those after it in"
                        + " audio %d%n",
                fates.size(),
                after.size(),
                count(fates, fate -> !fate.hasAgent()),
                count(after, fate -> fate.isAudio(REJECTED)));
        System.out.printf(
                "  %d asked Tavus in vain; longest wait for Tavus %.3f s; from the revocation to the alert %.3f s%n",
                asked.count(), longestWait(fates), toAlert(revoked.get()));
        assertThat(fates).hasSize(160).allMatch(Fate::hasAgent);
        assertThat(after).hasSizeGreaterThan(40).allMatch(fate -> fate.isAudio(REJECTED));
        assertThat(fates).allMatch(fate -> fate.asked(Instant.now()) <= 1);
        facesComeBack(rooms, count(fates, fate -> !fate.isVideo()));
        leave(rooms);
    }

    private static void facesComeBack(List<String> rooms, long waiting) {
        var arrived = now();
        standby("sandbox-good-key");
        aFaceIsThere("next");
        var next = fate("next").videoAt().orElseThrow();
        await("the faces of those who waited").atMost(PATIENCE).until(() -> rooms.stream()
                .allMatch(room -> operator.sessions(room).get(0).state().equals("VIDEO")));
        var last = rooms.stream().flatMap(room -> fate(room).videoAt().stream()).max(Instant::compareTo);
        System.out.printf(
                "  a good key: the next session's face after %.3f s, the last of %d waiting ones' after %.3f s%n",
                seconds(arrived, next), waiting, seconds(arrived, last.orElseThrow()));
        leave(List.of("next"));
    }

    private static SteadyLoad load(String name) {
        return new SteadyLoad(world, name, PER_SECOND, TIME);
    }

    /** The key in use; the moment when every further call with it is refused. */
    private static Instant revoke() {
        world.key("tavus", "current", "revoked");
        return now();
    }

    private static void standby(String key) {
        var answer = api.call("PUT", "/api/credentials/tavus/standby", "{\"key\":\"" + key + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void noStandby() {
        assertThat(api.call("DELETE", "/api/credentials/tavus/standby", "").statusCode())
                .isIn(200, 204, 404);
    }

    private static void aFaceIsThere(String room) {
        world.join(room, Scene.USER);
        await("a face in " + room).atMost(PATIENCE).until(() -> operator.session(room)
                .map(Fate::new)
                .filter(Fate::isVideo)
                .isPresent());
    }

    private static List<Fate> settled(List<String> rooms) {
        for (var room : rooms)
            await(room).atMost(PATIENCE).until(() -> operator.session(room)
                    .map(Fate::new)
                    .filter(Fate::isSettled)
                    .isPresent());
        return rooms.stream().map(FailoverUnderLoadTest::fate).toList();
    }

    private static Fate fate(String room) {
        return new Fate(operator.session(room).orElseThrow(() -> new AssertionError("no session in " + room)));
    }

    private static double toAlert(Instant revoked) {
        return app.bean(Alerts.class).newest(100).stream()
                .filter(alert -> OF_THE_KEY.contains(alert.kind()))
                .map(Alert::raisedAt)
                .map(Instant::ofEpochMilli)
                .filter(at -> !at.isBefore(revoked.minusMillis(500)))
                .min(Instant::compareTo)
                .map(at -> seconds(revoked, at))
                .orElseThrow(() -> new AssertionError("nobody was told"));
    }

    private static double toFirstFace(List<Fate> after, Instant revoked) {
        return after.stream()
                .flatMap(fate -> fate.videoAt().stream())
                .min(Instant::compareTo)
                .map(at -> seconds(revoked, at))
                .orElse(Double.NaN);
    }

    private static double longestWait(List<Fate> fates) {
        return fates.stream()
                        .map(Fate::waited)
                        .mapToLong(Duration::toMillis)
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    private static long count(List<Fate> fates, Predicate<Fate> which) {
        return fates.stream().filter(which).count();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void leave(List<String> rooms) {
        rooms.parallelStream().forEach(room -> world.leave(room, Scene.USER));
    }
}
