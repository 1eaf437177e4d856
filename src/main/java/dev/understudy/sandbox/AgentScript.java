package dev.understudy.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent that honours the agent contract: switches at the end of its phrase, acknowledges by its attribute, goes back to
 * its own voice when its avatar is lost. It takes no room's lock while it holds its own.
 */
final class AgentScript {
    private static final String HEARD = "understudy.heard";
    private static final Duration AT_ONCE = Duration.ofMillis(20);
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AFTER_RESTART = Duration.ofSeconds(5);

    private final String room;
    private final String identity;
    private final AgentStage stage;
    private String mode = "audio";
    private @Nullable String avatar;
    private String epoch = "";
    private @Nullable AgentCommand want;
    private boolean ready;
    private boolean silent;
    private boolean dead;
    private int silences;

    AgentScript(String room, String identity, AgentStage stage) {
        this.room = room;
        this.identity = identity;
        this.stage = stage;
    }

    String identity() {
        return identity;
    }

    /** On stage with its voice published; says that it listens, reads what it was told before, and what it was doing before a crash. */
    void ready(Map<String, String> attributes) {
        synchronized (this) {
            ready = true;
        }
        if (!attributes.containsKey(HEARD)) hears("never");
        AgentCommand.of(attributes).ifPresent(command -> take(command, PATIENCE_AFTER_RESTART));
    }

    /** True when it answers the RPC {@code understudy.mode}: not before its voice is published. */
    synchronized boolean listens() {
        return ready && !stage.deaf();
    }

    /** It is told something; what is not newer than the last command is heard and ignored. */
    void command(AgentCommand command) {
        synchronized (this) {
            if (!command.newerThan(epoch)) return;
        }
        take(command, PATIENCE);
    }

    /** Somebody left: the avatar it spoke through? */
    synchronized void lost(String who) {
        if (!silent && who.equals(avatar)) speak("audio", null);
    }

    /** A user says something: it tells when it last heard one, as agents do that know of {@code idle-after}. */
    void hears(Instant when) {
        hears(when.toString());
    }

    private void hears(String what) {
        var tells = listens() && !silent() && !stage.is(LiveKitFault.NO_HEARD);
        if (tells) stage.setAttributes(room, identity, Map.of(HEARD, what));
    }

    /** Killed, for good, or frozen; gives the number of this silence. */
    synchronized int fallSilent(boolean forGood) {
        if (!silent) silences++;
        silent = true;
        dead |= forGood;
        return silences;
    }

    /** A frozen one goes on, a killed one does not. */
    synchronized void thaw() {
        silent = dead;
    }

    synchronized boolean silent() {
        return silent;
    }

    synchronized boolean stillSilent(int silence) {
        return silent && silences == silence;
    }

    private void take(AgentCommand command, Duration patience) {
        boolean switches;
        synchronized (this) {
            if (silent) return;
            epoch = command.epoch();
            want = command;
            switches = !command.mode().equals(mode);
        }
        var deadline = System.nanoTime() + patience.toNanos();
        stage.later(switches ? stage.phrase() : AT_ONCE, () -> settle(command, deadline));
    }

    private void settle(AgentCommand command, long deadline) {
        var through = command.avatar();
        boolean ok = !command.video() || through != null && stage.showsVideo(room, through);
        synchronized (this) {
            if (want != command || silent) return;
        }
        if (ok || System.nanoTime() > deadline) acknowledge(command, ok);
        else stage.later(AGAIN, () -> settle(command, deadline));
    }

    private void acknowledge(AgentCommand command, boolean ok) {
        String ack;
        synchronized (this) {
            if (ok) speak(command.mode(), command.video() ? command.avatar() : null);
            else speak("audio", null);
            ack = command.acknowledged(mode, avatar, ok);
        }
        if (!stage.deaf()) stage.setAttributes(room, identity, Map.of("understudy.ack", ack));
    }

    private synchronized void speak(String through, @Nullable String whom) {
        mode = through;
        avatar = whom;
    }
}
