package dev.understudy.heartbeat;

import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.session.Health;
import dev.understudy.session.Nudges;
import dev.understudy.session.Pulses;
import dev.understudy.session.SessionParts;
import dev.understudy.session.Sessions;
import dev.understudy.session.Signals;
import dev.understudy.session.TaskLeases;
import java.time.Clock;

/** The real heartbeat, over an outside that a test brings along. */
public final class HeartbeatParts {
    private HeartbeatParts() {}

    /** How deaths are told. */
    public record Telling(Signals signals, Nudges nudges, Health health, TaskLeases leases) {}

    /** Puts it together as Spring does. */
    public static Heartbeat heartbeat(LiveKit livekit, AgentRpc rpc, Sessions sessions, Telling telling, Clock clock) {
        var vigil = new Heartbeat.Vigil(
                telling.leases(),
                telling.health(),
                livekit,
                telling.signals(),
                telling.nudges(),
                LiveKitParts.budget("none", clock));
        return new Heartbeat(
                sessions,
                rpc,
                vigil,
                new Pulses(clock),
                SessionParts.vouching(SessionParts.signs(clock), clock),
                SessionParts.settings(),
                clock);
    }
}
