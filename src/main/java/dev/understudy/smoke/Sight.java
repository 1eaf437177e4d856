package dev.understudy.smoke;

import dev.understudy.livekit.RoomView;
import dev.understudy.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of a run's room at one moment.
 *
 * @param session the room's newest session
 * @param view who is in the room; null when LiveKit could not be asked
 * @param job whether a worker has taken a job in it
 * @param voice whether the agent's voice is published
 */
record Sight(Session session, @Nullable RoomView view, boolean job, boolean voice) {

    /** Whether somebody of that identity is in the room. */
    boolean has(@Nullable String identity) {
        return view != null && identity != null && view.find(identity).isPresent();
    }

    /** In words, for who asks why a line failed. */
    @Override
    public String toString() {
        var text = new StringBuilder("seen: session ").append(session.state());
        if (session.reason() != null) text.append(", ").append(session.reason().code());
        if (session.endReason() != null)
            text.append(", ").append(session.endReason().code());
        if (session.casting().cause() != null)
            text.append(", attempt ")
                    .append(session.casting().attempt())
                    .append(" after ")
                    .append(session.casting().cause().code());
        return text.append("; ").append(people()).toString();
    }

    private String people() {
        if (view == null) return "LiveKit cannot be asked";
        return "in the room: " + view.users().size() + " users, "
                + view.agents(session.plan().agentName()).size() + " agents, "
                + view.avatars().size() + " avatars";
    }
}
