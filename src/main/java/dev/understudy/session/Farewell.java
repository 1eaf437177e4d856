package dev.understudy.session;

import dev.understudy.livekit.Participant;
import dev.understudy.session.Situation.Signs;
import dev.understudy.webhook.Parting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent that went because it is done, and said so: in its attributes, or in the webhook of its leaving, which may come late. */
final class Farewell {
    private Farewell() {}

    /** Why the session is over with it; null when it is there, or has not said so. */
    static @Nullable EndReason of(Draft draft, List<Participant> agents) {
        var wanted = draft.state == SessionState.REQUESTED || draft.state == SessionState.DISPATCHED;
        if (!wanted && !draft.state.hasAgent()) return null;
        var identity = draft.casting.identity();
        if (agents.stream().anyMatch(agent -> agent.identity().equals(identity))) return null;
        return switch (word(draft)) {
            case Parting.HANDOVER -> EndReason.HANDED_OVER;
            case Parting.GOOD -> EndReason.AGENT_FINISHED;
            case Parting.CLIENT -> mayGo(draft) && !wanted ? EndReason.AGENT_FINISHED : null;
            default -> null;
        };
    }

    /** Whether its leaving is about to be told of, and with it the word. */
    static boolean isAwaited(Draft draft) {
        return draft.seen.signs().parting().equals(Signs.LEAVING);
    }

    private static boolean mayGo(Draft draft) {
        return draft.before.plan().bounds().mayLeave() && !draft.settling();
    }

    private static String word(Draft draft) {
        var said = draft.casting.conduct().leave();
        return said.isEmpty() ? draft.seen.signs().parting() : said;
    }
}
