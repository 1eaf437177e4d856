package dev.understudy.session;

import dev.understudy.livekit.Dispatch;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.Participant;
import dev.understudy.livekit.RoomView;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Whom a session has left behind. A late agent makes a closed room anew and stays (measured): it goes, and so does a late avatar of ours.
 * Who may be somebody else's stays: the application may ask for an agent of the same name by itself.
 */
@Component
public class Stragglers {
    /** How long after the end an agent of a deleted dispatch may still come, ms (measured: 4.9 s). */
    static final long LATE_MS = 15_000;

    private final Sessions sessions;
    private final LiveKit livekit;

    /** Judges by the store and by LiveKit's dispatches. */
    public Stragglers(Sessions sessions, LiveKit livekit) {
        this.sessions = sessions;
        this.livekit = livekit;
    }

    /** Puts those of the room's last session out. */
    void remove(Session last, RoomView view) {
        var agents = view.people().stream()
                .filter(person ->
                        person.isUnnamedAgent() || person.isAgent(last.plan().agentName()))
                .toList();
        var dispatches = agents.isEmpty() ? List.<Dispatch>of() : livekit.dispatches(last.room());
        for (var agent : agents)
            if (isOurs(last, agent, dispatches)) livekit.removeParticipant(last.room(), agent.identity());
        for (var avatar : view.avatars())
            if (avatar.identity().startsWith(FaceWatch.IDENTITY_PREFIX + last.id()))
                livekit.removeParticipant(last.room(), avatar.identity());
    }

    /**
     * By the dispatch that lists it. One that none lists is ours when we knew it; or when it came so soon that it may have been asked for at the
     * very moment in which the session was ended, so that the session knows of no dispatch. A job is listed up to 5 s after its agent came
     * (measured): while somebody else's dispatch has none, it may be that one's, and a later look tells.
     */
    private boolean isOurs(Session last, Participant agent, List<Dispatch> dispatches) {
        var its = dispatches.stream()
                .filter(dispatch -> dispatch.agents().contains(agent.identity()))
                .toList();
        if (!its.isEmpty()) return its.stream().anyMatch(dispatch -> isOurs(last, dispatch));
        var known = agent.identity().equals(last.casting().identity())
                || agent.identity().equals(last.casting().gone());
        return known
                || (!agent.isUnnamedAgent()
                        && agent.joinedAt() <= last.stamps().updatedAt() + LATE_MS
                        && dispatches.stream().noneMatch(dispatch -> isOpenAnothers(last, dispatch)));
    }

    private boolean isOpenAnothers(Session last, Dispatch dispatch) {
        return dispatch.agentName().equals(last.plan().agentName()) && !dispatch.hasJob() && !isOurs(last, dispatch);
    }

    /** One that carries the mark of a session of ours, or that the last one took over. */
    private boolean isOurs(Session last, Dispatch dispatch) {
        if (dispatch.id().equals(last.casting().dispatchId())) return true;
        var mark = Mark.of(dispatch);
        return mark != null && sessions.find(mark.session()).isPresent();
    }
}
