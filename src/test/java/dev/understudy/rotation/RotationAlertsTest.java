package dev.understudy.rotation;

import static dev.understudy.alert.AlertKind.ROTATION_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.Alert;
import dev.understudy.alert.Alerts;
import dev.understudy.common.Problem;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People are told of a rotation that did not end well, once, until one of that provider's does. */
class RotationAlertsTest {
    private static final Problem WHY = Problem.of(422, "step-failed", "A step failed", "It did.");

    @TempDir
    Path folder;

    private Desk desk;
    private Alerts alerts;
    private RotationAlerts told;

    @BeforeEach
    void begin() {
        desk = new Desk(folder);
        alerts = desk.credentials.alerts();
        told = new RotationAlerts(desk.past(), alerts);
    }

    @Test
    void whatDidNotEndWellIsToldWithItsReason() {
        over("r1", "tavus", RotationState.ROLLED_BACK, WHY);
        told.on(new RotationClosed("tavus", RotationState.ROLLED_BACK));
        var alert = alerts.open().get(0);
        assertThat(alert.kind()).isEqualTo(ROTATION_FAILED);
        assertThat(alert.subject()).isEqualTo("tavus");
        assertThat(alert.detail())
                .isEqualTo("rotation r1 to key " + RotationParts.NEW.fingerprint()
                        + " is rolled_back: A step failed. It did.");
    }

    @Test
    void withoutAProblemTheStateIsAllThatIsTold() {
        over("r1", "tavus", RotationState.NEEDS_PERSON, null);
        told.review();
        assertThat(alerts.open().get(0).detail()).endsWith("is needs_person");
    }

    @Test
    void oneThatIsDoneEndsTheAlertOfItsProviderOnly() {
        over("r1", "tavus", RotationState.REFUSED, WHY);
        over("r2", "livekit", RotationState.REFUSED, WHY);
        told.review();
        assertThat(alerts.open()).hasSize(2);
        over("r3", "tavus", RotationState.DONE, null);
        told.on(new RotationClosed("tavus", RotationState.DONE));
        assertThat(alerts.open()).extracting(Alert::subject).containsExactly("livekit");
        over("r4", "livekit", RotationState.DONE, null);
        told.review();
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void anotherProvidersEndSaysNothingOfThisOne() {
        over("r1", "tavus", RotationState.REFUSED, WHY);
        told.on(new RotationClosed("livekit", RotationState.REFUSED));
        assertThat(alerts.open()).isEmpty();
    }

    @Test
    void whatACrashLeftOutIsToldByTheReviewAndNotAgain() {
        over("r1", "tavus", RotationState.REFUSED, WHY);
        told.review();
        told.review();
        assertThat(alerts.open()).hasSize(1);
        assertThat(alerts.open().get(0).count()).isEqualTo(1);
    }

    @Test
    void theOneThatEndedLastCountsNotTheOneThatBeganLast() {
        over("r2", "tavus", RotationState.REFUSED, WHY);
        over("r1", "tavus", RotationState.DONE, null);
        assertThat(desk.past().lastEnded()).extracting(Rotation::id).containsExactly("r1");
        desk.node.open("r3");
        assertThat(desk.past().lastEnded()).extracting(Rotation::id).containsExactly("r1");
    }

    @Test
    void aKeyThatWasTriedSinceIsKnownAgainHoweverThatEnded() {
        over("r1", "tavus", RotationState.REFUSED, WHY);
        var since = desk.node.rotations().find("r1").orElseThrow().createdAt();
        var key = RotationParts.NEW.fingerprint();
        assertThat(desk.past().isTried("tavus", key, since)).isTrue();
        assertThat(desk.past().isTried("tavus", key, since + 1)).isFalse();
        assertThat(desk.past().isTried("livekit", key, since)).isFalse();
        assertThat(desk.past().isTried("tavus", "another", since)).isFalse();
    }

    private void over(String id, String provider, RotationState state, Problem problem) {
        var now = desk.credentials.clock().millis();
        var as = RotationParts.rotation(id, now);
        desk.node
                .rotations()
                .open(new Rotation(
                        id, provider, as.state(), as.fingerprint(), as.askedBy(), as.why(), null, null, now, null));
        desk.node.rotations().ready(id);
        desk.node.rotations().claim(id, 1_000);
        desk.node.rotations().close(id, state, problem);
        desk.credentials.clock().pass(Duration.ofSeconds(1));
    }
}
