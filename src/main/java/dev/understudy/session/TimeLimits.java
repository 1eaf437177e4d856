package dev.understudy.session;

import dev.understudy.livekit.Participant;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that last too long, or in which nobody says anything any more, where the room's rule limits that: a forgotten page costs
 * an agent and a face. The agent is told a minute before.
 */
final class TimeLimits {
    /** The agent's attribute: when it last heard a user, ISO-8601, or that it listens and has heard nobody yet. */
    private static final String HEARD = "understudy.heard";

    private static final String NOBODY = "never";
    /** For so long nobody counts on the word of a new agent whose predecessors gave it, ms. */
    private static final long FIRST_WORD_MS = 30_000;

    private static final long WARNING_MS = 60_000;
    /** A microphone that is open counts as talk, and is written down no more often than this, ms. */
    private static final long STEP_MS = 10_000;

    private static final long NEVER = Long.MAX_VALUE;

    void observe(Draft draft) {
        if (!draft.before.plan().bounds().hasEnd() || !draft.state.hasAgent()) return;
        hear(draft);
        var end = endOf(draft);
        if (draft.now >= end) draft.endForGood(end == longest(draft) ? EndReason.TOO_LONG : EndReason.IDLE);
        else warn(draft, draft.now >= end - WARNING_MS ? end : 0);
    }

    /** When it has to be looked at again, UTC ms. */
    long next(Draft draft) {
        if (!draft.before.plan().bounds().hasEnd() || !draft.state.hasAgent()) return NEVER;
        var end = endOf(draft);
        return draft.now < end - WARNING_MS ? end - WARNING_MS : end;
    }

    /** Tells the agent, and whoever reads its attributes, when it ends; or that it does not any more. */
    private static void warn(Draft draft, long end) {
        if (draft.presence.company().endsAt() == end) return;
        draft.presence = draft.presence.with(draft.presence.company().told(end));
        draft.note(end == 0 ? "somebody was heard: it goes on" : "it ends in a minute, the agent is told");
        draft.chore(Chore.Kind.TELL_AGENT, Long.toString(draft.command.epoch()));
    }

    private static void hear(Draft draft) {
        var said = heardByAgent(draft);
        if (said != null && !draft.presence.company().reported())
            draft.presence = draft.presence.with(draft.presence.company().reporting());
        var company = draft.presence.company();
        var heard = said != null ? said : mayTalk(draft) ? draft.now : 0;
        if (company.heardAt() == 0) heard = Math.max(heard, draft.now);
        if (heard >= company.heardAt() + (company.heardAt() == 0 ? 1 : STEP_MS))
            draft.presence = draft.presence.with(company.heard(Math.min(heard, draft.now)));
    }

    /** When the agent heard somebody last, UTC ms, 0 for never: what its predecessor heard is known. Null when it says nothing of it. */
    private static @Nullable Long heardByAgent(Draft draft) {
        var agent = draft.casting.identity();
        if (agent == null) return null;
        var text = draft.seen
                .view()
                .find(agent)
                .map(found -> found.attributes().get(HEARD))
                .orElse(null);
        if (text == null) return null;
        if (text.equals(NOBODY)) return 0L;
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Where no agent says whom it hears, an open microphone counts as talk; one that is new has a moment to say so. */
    private static boolean mayTalk(Draft draft) {
        var awaited = draft.presence.company().reported() && draft.now < draft.casting.joinedAt() + FIRST_WORD_MS;
        return !awaited && draft.seen.view().users().stream().anyMatch(Participant::openMicrophone);
    }

    private static long endOf(Draft draft) {
        return Math.min(longest(draft), idle(draft));
    }

    private static long longest(Draft draft) {
        var most = draft.before.plan().bounds().longest();
        return most == 0 ? NEVER : draft.before.stamps().createdAt() + most;
    }

    /** Nobody listened while an agent was replaced: the new one has at least a minute to hear somebody. */
    private static long idle(Draft draft) {
        var most = draft.before.plan().bounds().idle();
        var heard = draft.presence.company().heardAt();
        if (most == 0 || heard == 0) return NEVER;
        return Math.max(heard + most, draft.casting.joinedAt() + Math.min(most, WARNING_MS));
    }
}
