package dev.understudy.reconcile;

import dev.understudy.livekit.LiveKit;
import dev.understudy.session.Health;
import dev.understudy.session.Nudges;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.session.TaskLeases;
import java.time.Duration;

/** The real reconcile, over an outside that a test brings along. */
public final class ReconcileParts {
    private ReconcileParts() {}

    /** How turns are told. */
    public record Telling(Signals signals, Nudges nudges, Health health, TaskLeases leases) {}

    /** Puts it together as Spring does. */
    public static Reconcile reconcile(LiveKit livekit, Sessions sessions, Telling telling) {
        var word = new Reconcile.Word(telling.signals(), telling.nudges(), telling.health(), telling.leases());
        var settings = new ReconcileSettings(Duration.ofSeconds(30), Duration.ofSeconds(3));
        return new Reconcile(livekit, sessions, word, settings);
    }
}
