package dev.understudy.session;

import dev.understudy.livekit.LiveKit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session whose agent asks for its face itself, over a real store and a LiveKit by script, for tests of the gateway. */
public final class AgentsScene {
    /** Its room. */
    public static final String ROOM = SessionBuilder.ROOM;
    /** Its agent. */
    public static final String AGENT = SessionBuilder.OUR_AGENT;
    /** The moment at which the clock stands, UTC ms. */
    public static final long NOW = Times.NOW;

    private final Scene scene = new Scene();
    private final AgentsFaces faces =
            new AgentsFaces(Times.settings(), Times.faces(), scene.machine, scene.judgement, scene.writing);

    /** A session whose agent is in and speaks with its own voice; faces are brought as that says. */
    public Session audio(Plan.AvatarBy avatar) {
        scene.withAgent(AGENT);
        return scene.there(SessionBuilder.aSession()
                .withAvatarBy(avatar)
                .withAgentFor(9_000)
                .inAudio());
    }

    /** The same, its agent gone, and the next one not in yet. */
    public Session afterLosing(String agent) {
        return scene.there(SessionBuilder.aSession()
                .withAvatarBy(Plan.AvatarBy.AGENT)
                .afterLosing(agent)
                .requested());
    }

    /** The same, its last user gone. */
    public Session ending() {
        return scene.there(SessionBuilder.aSession()
                .withAvatarBy(Plan.AvatarBy.AGENT)
                .withAgentFor(9_000)
                .endingFor(10, SessionState.AUDIO));
    }

    /** Ends it. */
    public void end(Session session) {
        scene.ending.end(session.id());
    }

    /** As it stands in the store. */
    public Session now(Session session) {
        return scene.now(session);
    }

    /** What LiveKit was asked to do, in order. */
    public List<String> done() {
        return scene.livekit.done;
    }

    /** What was sent to rooms and chores. */
    public List<String> sent() {
        return scene.sent.all();
    }

    /** What LiveKit throws from now on; null when it answers. */
    public void trouble(@Nullable RuntimeException trouble) {
        scene.livekit.trouble = trouble;
    }

    /** The door through which sessions are told. */
    public AgentsFaces faces() {
        return faces;
    }

    /** LiveKit. */
    public LiveKit livekit() {
        return scene.livekit;
    }

    /** The store. */
    public Sessions sessions() {
        return scene.stores.sessions();
    }

    /** What was asked for at Tavus. */
    public ConversationLedger conversations() {
        return scene.stores.conversations();
    }

    /** What is kept of the installation. */
    public Settings settings() {
        return scene.stores.settings();
    }

    /** The switch for everyone. */
    public Switch position() {
        return new Switch(settings(), Times.faces(), scene.stores.clock());
    }

    /** What rooms are told. */
    public Signals signals() {
        return scene.signals;
    }

    /** Who wakes them. */
    public Nudges nudges() {
        return scene.nudges;
    }
}
